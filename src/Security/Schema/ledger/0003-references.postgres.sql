-- What many entries share by pairs, such as a call's id, finds them; only the others are found by who, what and when.
alter table security_ledger_entry add column reference uuid;

-- Of sealed parts without content, one after another.
alter table security_ledger_entry add column salts bytea;

drop trigger security_ledger_entry_append_only on security_ledger_entry;

update security_ledger_entry set reference = (body::jsonb -> 'details' ->> 'call')::uuid
    where kind in ('call-intent', 'call-outcome');

-- Salts may be erased, which breaks nothing.
create trigger security_ledger_entry_append_only
    before update of seq, kind, at, actor, object, body, reference or delete or truncate on security_ledger_entry
    for each statement execute function security_ledger_refuse_change();

drop index security_ledger_entry_kind;

drop index security_ledger_entry_actor;

drop index security_ledger_entry_object;

drop index security_ledger_entry_at;

create index security_ledger_entry_kind on security_ledger_entry (kind, seq) where reference is null;

create index security_ledger_entry_actor on security_ledger_entry (actor, seq) where reference is null;

create index security_ledger_entry_object on security_ledger_entry (object, seq) where reference is null;

create index security_ledger_entry_at on security_ledger_entry (at) where reference is null;

create index security_ledger_entry_reference on security_ledger_entry (reference) where reference is not null;
