-- Other exchanges that ours is federated with: a province's, or the national one. The key is what its catalogue is signed with,
-- compared out of band when it was taken. The system is the one of ours by which the peer calls here; client and secret are what
-- the peer gave us to call there, the secret encrypted.
create table exchange_peer (
    id uuid primary key,
    instance text not null unique,
    name text not null,
    address text not null,
    public_key text not null,
    system_id uuid references exchange_system (id),
    client_id text,
    secret text,
    state text not null,
    created_at timestamptz not null,
    created_by text not null,
    revision bigint not null
);

create unique index exchange_peer_system on exchange_peer (system_id);

-- The last catalogue of a peer that was found sound, with its signature, and how the last look went. The highest number is kept
-- beside it, so that an older one is known for what it is. The next look is due at a time, taken by one node.
create table exchange_peer_catalogue (
    peer_id uuid primary key references exchange_peer (id),
    sequence bigint not null,
    content text,
    signature text,
    issued_at timestamptz,
    expires_at timestamptz,
    taken_at timestamptz,
    checked_at timestamptz,
    cause text,
    since timestamptz,
    failures bigint not null,
    due_at timestamptz not null
);

-- Our own catalogue as it was signed last; one row.
create table exchange_catalogue (
    id bigint primary key,
    sequence bigint not null,
    subject text not null,
    content text not null,
    signature text not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null
);

-- Services whose owner lets other exchanges know of them.
create table exchange_federated (
    service_id uuid primary key references exchange_service (id),
    listed_at timestamptz not null,
    listed_by text not null
);

-- Services of peers that were taken over, so that systems here can ask for them. The entry is that of the peer's catalogue when
-- it was last looked at; it is gone where the catalogue has none any more.
create table exchange_foreign (
    service_id uuid primary key references exchange_service (id),
    peer_id uuid not null references exchange_peer (id),
    entry text not null,
    taken_at timestamptz not null,
    gone_at timestamptz
);

create index exchange_foreign_peer on exchange_foreign (peer_id);

-- Local copies of datasets that peers share, each as of a version of the peer's and one of our own. The versions that a copy made
-- carry its name as their maker, so that what anybody else did to it is seen. The service is named as in the peer's catalogue.
create table exchange_copy (
    id uuid primary key,
    peer_id uuid not null references exchange_peer (id),
    service text not null,
    dataset text not null unique,
    created_at timestamptz not null,
    created_by text not null,
    remote_version bigint,
    local_version bigint,
    row_count bigint,
    digest text,
    state text not null,
    cause text,
    anew boolean not null,
    fresh_at timestamptz,
    checked_at timestamptz,
    since timestamptz,
    failures bigint not null,
    due_at timestamptz not null
);

create index exchange_copy_peer on exchange_copy (peer_id);
