-- What was measured of each version, whole: the scores' drill-down and their history.
create table quality_report (
    dataset_id uuid not null,
    version bigint not null,
    row_count bigint not null,
    correct double precision,
    complete double precision,
    clean double precision,
    consistent double precision,
    results text not null,
    measured_at timestamptz not null,
    primary key (dataset_id, version)
);
