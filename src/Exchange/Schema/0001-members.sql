-- Who takes part in the exchange. An agency has the code it has among Security's agencies and takes its name from there;
-- a partner has a code and a name of its own.
create table exchange_member (
    id uuid primary key,
    class text not null,
    code text not null,
    agency text unique,
    name text,
    tax_code text,
    state text not null,
    reason text,
    created_at timestamptz not null,
    unique (class, code)
);

-- A member's information systems. One that the catalogue knows carries its id there.
create table exchange_system (
    id uuid primary key,
    member_id uuid not null references exchange_member (id),
    code text not null,
    name text not null,
    catalogue_id uuid,
    security_level bigint,
    contact_name text not null,
    contact_email text not null,
    contact_phone text,
    state text not null,
    reason text,
    created_at timestamptz not null,
    unique (member_id, code)
);

-- What a system proves itself with. A secret is kept as its hash, a key as it was given, a certificate as its thumbprint;
-- each is found by its fingerprint.
create table exchange_credential (
    id uuid primary key,
    system_id uuid not null references exchange_system (id),
    kind text not null,
    label text not null,
    hint text not null,
    fingerprint text not null,
    public_key text,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    withdrawn_at timestamptz,
    withdrawn_by text,
    unique (system_id, kind, fingerprint)
);

-- Client assertions that were taken, until they would have ended by themselves: none is taken twice.
create table exchange_assertion (
    system_id uuid not null,
    jti_hash text not null,
    expires_at timestamptz not null,
    primary key (system_id, jti_hash)
);

create index exchange_assertion_expiry on exchange_assertion (expires_at);

-- No references: the record outlives what it is about. Steps 0002 refuse every change and deletion.
create table exchange_event (
    id uuid primary key,
    done_at timestamptz not null,
    actor_id uuid,
    actor_name text not null,
    action text not null,
    member_id uuid not null,
    system_id uuid,
    detail text not null,
    address text not null
);

create index exchange_event_member on exchange_event (member_id, done_at);

create index exchange_event_system on exchange_event (system_id, done_at);
