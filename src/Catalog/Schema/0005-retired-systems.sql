-- A system that is switched off stays in the catalogue: documents and datasets go on naming it.
alter table catalog_system add column retired_at timestamptz;

alter table catalog_system add column retired_by text;

alter table catalog_system add column retired_reason text;

alter table catalog_database add column retired_at timestamptz;

alter table catalog_database add column retired_by text;

alter table catalog_database add column retired_reason text;
