create table warehouse_version (
    dataset_id uuid not null,
    number bigint not null,
    load_id uuid not null,
    contract_version text not null,
    mode text not null,
    row_count bigint not null,
    byte_count bigint not null,
    files text not null,
    added bigint,
    changed bigint,
    removed bigint,
    restored_from bigint,
    created_by text not null,
    created_at timestamptz not null,
    primary key (dataset_id, number)
);

-- Which version is served. A load becomes visible when this row changes, and not before.
create table warehouse_current (
    dataset_id uuid primary key,
    number bigint not null,
    -- Serving rows older than this belong to rows that were replaced wholesale.
    serving_base bigint not null
);

-- Current rows of datasets that are looked up by key, written ahead under the coming version's number.
create table warehouse_serving (
    dataset_id uuid not null,
    key text not null,
    version bigint not null,
    body text,
    primary key (dataset_id, key, version)
);
