-- The load that was taken back because this one brings the whole of its file again, mended.
alter table intake_load add column replaces uuid;
create index intake_load_resubmits on intake_load (resubmits);
create index intake_load_replaces on intake_load (replaces);
