-- Entries as the tree covers them, as many in a row as were written together: a row for each costs more than all else of it.
create table security_ledger_bundle (
    -- The number of its first entry; the others follow.
    seq bigint not null primary key,
    -- Their texts, a line for each.
    entries text not null,
    -- Salts of their sealed parts without content in hex, a line for each entry. Null when they were erased.
    salts text
);

insert into security_ledger_bundle (seq, entries, salts)
    select seq, body, encode(salts, 'hex') from security_ledger_entry order by seq;

-- What entries share by pairs, such as a call's id, finds them.
create table security_ledger_reference (
    reference uuid not null,
    -- The first of so many entries, one after another, that have it.
    seq bigint not null,
    entries integer not null,
    primary key (reference, seq)
);

insert into security_ledger_reference (reference, seq, entries)
    select reference, seq, 1 from security_ledger_entry where reference is not null;

-- The other entries are found by who, what and when; all of it stands in their texts, too.
create table security_ledger_index (
    seq bigint not null primary key,
    kind text not null,
    at timestamptz not null,
    actor text,
    object text
);

insert into security_ledger_index (seq, kind, at, actor, object)
    select seq, kind, at, actor, object from security_ledger_entry where reference is null order by seq;

drop table security_ledger_entry;

create index security_ledger_index_kind on security_ledger_index (kind, seq);

create index security_ledger_index_actor on security_ledger_index (actor, seq);

create index security_ledger_index_object on security_ledger_index (object, seq);

create index security_ledger_index_at on security_ledger_index (at);

-- Salts may be erased, which breaks nothing.
create trigger security_ledger_bundle_append_only
    before update of seq, entries or delete or truncate on security_ledger_bundle
    for each statement execute function security_ledger_refuse_change();

-- Whoever took a row away here would hide an entry from those who look for it.
create trigger security_ledger_index_append_only before update or delete or truncate on security_ledger_index
    for each statement execute function security_ledger_refuse_change();

create trigger security_ledger_reference_append_only before update or delete or truncate on security_ledger_reference
    for each statement execute function security_ledger_refuse_change();

create trigger security_ledger_subject_append_only before update or delete or truncate on security_ledger_subject
    for each statement execute function security_ledger_refuse_change();
