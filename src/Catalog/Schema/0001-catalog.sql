create table catalog_dataset (
    id uuid primary key,
    name text not null unique,
    agency text not null,
    classification text not null,
    title_vi text not null,
    title_en text not null,
    purpose text,
    theme text,
    licence text,
    keywords text not null,
    contract_version text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);

-- The contract as it was written, kept for ever: what a version was checked against can always be read again.
create table catalog_contract (
    dataset_id uuid not null references catalog_dataset (id),
    version text not null,
    state text not null,
    yaml text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    primary key (dataset_id, version)
);
