create function security_ledger_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create trigger security_ledger_entry_append_only before update or delete or truncate on security_ledger_entry
    for each statement execute function security_ledger_refuse_change();

create trigger security_ledger_checkpoint_append_only before delete or truncate on security_ledger_checkpoint
    for each statement execute function security_ledger_refuse_change();
