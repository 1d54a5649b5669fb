-- What many entries share by pairs, such as a call's id, finds them; only the others are found by who, what and when.
-- "integer primary key" is SQLite's own row number: an entry costs one tree less.
create table security_ledger_numbered (
    seq integer not null primary key,
    kind text not null,
    at timestamptz not null,
    actor text,
    object text,
    body text not null,
    reference uuid,
    -- Of sealed parts without content, one after another.
    salts bytea
);

insert into security_ledger_numbered (seq, kind, at, actor, object, body, reference)
    select seq, kind, at, actor, object, body,
        case when kind in ('call-intent', 'call-outcome') then json_extract(body, '$.details.call') end
    from security_ledger_entry order by seq;

drop table security_ledger_entry;

alter table security_ledger_numbered rename to security_ledger_entry;

create index security_ledger_entry_kind on security_ledger_entry (kind, seq) where reference is null;

create index security_ledger_entry_actor on security_ledger_entry (actor, seq) where reference is null;

create index security_ledger_entry_object on security_ledger_entry (object, seq) where reference is null;

create index security_ledger_entry_at on security_ledger_entry (at) where reference is null;

create index security_ledger_entry_reference on security_ledger_entry (reference) where reference is not null;

-- Salts may be erased, which breaks nothing.
create trigger security_ledger_entry_no_update
before update of seq, kind, at, actor, object, body, reference on security_ledger_entry
begin
    select raise(abort, 'security_ledger_entry is append-only');
end;

create trigger security_ledger_entry_no_delete before delete on security_ledger_entry
begin
    select raise(abort, 'security_ledger_entry is append-only');
end;
