create trigger security_admin_action_no_update before update on security_admin_action
begin
    select raise(abort, 'security_admin_action is append-only');
end;

create trigger security_admin_action_no_delete before delete on security_admin_action
begin
    select raise(abort, 'security_admin_action is append-only');
end;
