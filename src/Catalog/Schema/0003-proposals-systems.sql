-- Contracts that wait for the data office, and what became of them; kept whole, also when declined.
create table catalog_proposal (
    id uuid primary key,
    dataset text not null,
    agency text not null,
    version text not null,
    base_version text,
    yaml text not null,
    note text,
    state text not null,
    proposed_by uuid not null,
    proposed_name text not null,
    proposed_at timestamptz not null,
    decided_name text,
    decided_at timestamptz,
    reason text
);

create index catalog_proposal_state on catalog_proposal (state, proposed_at);

create index catalog_proposal_dataset on catalog_proposal (dataset, proposed_at);

create table catalog_system (
    id uuid primary key,
    name text not null unique,
    agency text,
    kind text not null,
    security_level bigint,
    description text
);

create table catalog_database (
    id uuid primary key,
    name text not null unique,
    agency text,
    scope text not null,
    system_id uuid references catalog_system (id),
    description text
);
