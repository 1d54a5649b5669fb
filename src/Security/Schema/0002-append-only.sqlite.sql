create trigger security_personal_read_no_update before update on security_personal_read
begin
    select raise(abort, 'security_personal_read is append-only');
end;

create trigger security_personal_read_no_delete before delete on security_personal_read
begin
    select raise(abort, 'security_personal_read is append-only');
end;
