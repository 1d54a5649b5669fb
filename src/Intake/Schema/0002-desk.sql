-- What a person wished of a load while it ran, and what it would change.
alter table intake_load add column choices text;
alter table intake_load add column cancel_at timestamptz;
alter table intake_load add column difference text;

-- A file on its way in, piece by piece. Its bytes stand in the lake's folder of uploads; only what is counted here
-- is known to be on the disk.
create table intake_upload (
    id uuid primary key,
    dataset text not null,
    file_name text not null,
    byte_count bigint not null,
    synced bigint not null,
    sha256 text,
    mode text,
    onward text not null,
    resubmits uuid,
    load_id uuid,
    owner uuid not null,
    created_by text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create index intake_upload_changed on intake_upload (changed_at);

-- Cells of rejected rows that a steward put right, by position in the file.
create table intake_mend (
    load_id uuid not null,
    line bigint not null,
    cells text not null,
    primary key (load_id, line)
);

-- Where a dataset comes from by itself, and when next.
create table intake_source (
    id uuid primary key,
    dataset_id uuid not null,
    name text not null,
    kind text not null,
    settings text not null,
    cron text,
    next_due timestamptz,
    declared boolean not null,
    paused boolean not null,
    state text,
    last_at timestamptz,
    last_outcome text,
    last_load uuid,
    created_by text not null,
    unique (dataset_id, name)
);
create index intake_source_due on intake_source (next_due);
