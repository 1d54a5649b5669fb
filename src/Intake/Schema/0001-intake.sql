-- One attempt to bring data in, from the first byte to its end, with everything said about it.
create table intake_load (
    id uuid primary key,
    dataset_id uuid not null,
    dataset text not null,
    state text not null,
    outcome text,
    mode text not null,
    contract_version text not null,
    source_kind text not null,
    file_name text not null,
    sha256 text not null,
    byte_count bigint not null,
    traits text,
    understanding text,
    first_line bigint,
    row_count bigint,
    accepted bigint,
    rejected bigint,
    accepted_file text,
    rejects_file text,
    measure text,
    scores text,
    problems text not null,
    version bigint,
    resubmits uuid,
    created_by text not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    seconds double precision
);
create index intake_load_dataset on intake_load (dataset_id, created_at);
create index intake_load_bytes on intake_load (dataset_id, sha256);
