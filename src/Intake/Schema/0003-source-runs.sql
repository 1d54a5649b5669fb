-- What came of each run of a source, for the people who look after it; only the newest are kept.
create table intake_source_run (
    id uuid primary key,
    source_id uuid not null,
    ended_at timestamptz not null,
    outcome text not null,
    reason text,
    load_id uuid
);
create index intake_source_run_source on intake_source_run (source_id, ended_at);
