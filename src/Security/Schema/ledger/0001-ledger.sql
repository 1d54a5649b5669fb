-- What an entry says stands in its body, which the tree covers; the other columns repeat parts of it, to find it by.
create table security_ledger_entry (
    seq bigint not null primary key,
    kind text not null,
    at timestamptz not null,
    actor text,
    object text,
    body text not null
);

create index security_ledger_entry_kind on security_ledger_entry (kind, seq);

create index security_ledger_entry_actor on security_ledger_entry (actor, seq);

create index security_ledger_entry_object on security_ledger_entry (object, seq);

create index security_ledger_entry_at on security_ledger_entry (at);

create table security_ledger_subject (
    subject text not null,
    seq bigint not null,
    primary key (subject, seq)
);

-- What may have to be erased: the entry holds only its salted hash.
create table security_ledger_sealed (
    seq bigint not null,
    name text not null,
    salt bytea not null,
    content bytea,
    expires_at timestamptz,
    primary key (seq, name)
);

create index security_ledger_sealed_expires on security_ledger_sealed (expires_at);

-- Hashes of complete subtrees of 256^level entries, 256 to a row, 32 bytes each.
create table security_ledger_tile (
    level integer not null,
    position bigint not null,
    hashes bytea not null,
    primary key (level, position)
);

-- One row: how far the tree has grown.
create table security_ledger_head (
    id integer not null primary key,
    size bigint not null
);

insert into security_ledger_head (id, size) values (1, 0);

-- Signed heads that are kept, at most one a minute; anyone can ask for the root at any size.
create table security_ledger_checkpoint (
    size bigint not null primary key,
    at timestamptz not null,
    -- In Vietnam's time, such as 2026-11-22.
    day text not null,
    note text not null,
    timestamp_token bytea
);

create index security_ledger_checkpoint_day on security_ledger_checkpoint (day, size);

create table security_ledger_witness (
    name text not null primary key,
    public_key text not null,
    added_at timestamptz not null,
    withdrawn_at timestamptz
);

create table security_ledger_cosignature (
    size bigint not null,
    witness text not null,
    line text not null,
    at timestamptz not null,
    primary key (size, witness)
);
