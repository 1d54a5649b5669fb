create trigger security_ledger_entry_no_update before update on security_ledger_entry
begin
    select raise(abort, 'security_ledger_entry is append-only');
end;

create trigger security_ledger_entry_no_delete before delete on security_ledger_entry
begin
    select raise(abort, 'security_ledger_entry is append-only');
end;

create trigger security_ledger_checkpoint_no_delete before delete on security_ledger_checkpoint
begin
    select raise(abort, 'security_ledger_checkpoint is append-only');
end;
