-- Who is writing a dataset's next version. Held for seconds; one whose time has passed belongs to a dead process.
create table warehouse_writer (
    dataset_id uuid primary key,
    holder uuid not null,
    until timestamptz not null
);
