-- Events that systems may be told of. Each is written in the transaction of what it tells (an outbox), and waits until it
-- was spread to the subscriptions it concerns. Of two with the same value in "once" only the first is kept.
create table exchange_outgoing (
    id uuid primary key,
    type text not null,
    happened_at timestamptz not null,
    link text not null,
    body text not null,
    system_id uuid,
    dataset text,
    once text unique,
    spread_at timestamptz
);

create index exchange_outgoing_spread on exchange_outgoing (spread_at, happened_at);

create index exchange_outgoing_happened on exchange_outgoing (happened_at);

-- The newest version of each dataset that became an event. Versions count up one by one, so that none is left out however
-- it came about, nor whenever the program ended.
create table exchange_told_version (
    dataset_id uuid primary key,
    number bigint not null
);

-- Where a system wants to be told, and of what. Secrets are encrypted. Whoever holds the lease delivers: one at a time over
-- all nodes, so that a slow receiver holds up nobody else and no attempt is made twice.
create table exchange_subscription (
    id uuid primary key,
    system_id uuid not null references exchange_system (id),
    address text not null,
    types text not null,
    datasets text not null,
    state text not null,
    stop text,
    secret text not null,
    former_secret text,
    former_until timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    verified_at timestamptz,
    tested_at timestamptz,
    failures bigint not null,
    failing_since timestamptz,
    rests_until timestamptz not null,
    lease_until timestamptz,
    holder uuid
);

create index exchange_subscription_system on exchange_subscription (system_id);

create index exchange_subscription_rest on exchange_subscription (state, rests_until);

create table exchange_delivery (
    id uuid primary key,
    subscription_id uuid not null references exchange_subscription (id),
    event_id uuid not null references exchange_outgoing (id),
    state text not null,
    attempts bigint not null,
    due_at timestamptz not null,
    ended_at timestamptz,
    unique (subscription_id, event_id)
);

create index exchange_delivery_due on exchange_delivery (subscription_id, state, due_at);

create index exchange_delivery_event on exchange_delivery (event_id);

-- Of an answer only its status is kept.
create table exchange_delivery_attempt (
    id uuid primary key,
    delivery_id uuid not null references exchange_delivery (id),
    made_at timestamptz not null,
    took_ms bigint not null,
    status bigint,
    failure text
);

create index exchange_delivery_attempt_delivery on exchange_delivery_attempt (delivery_id, made_at);
