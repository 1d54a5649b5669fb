-- Which agreement a thing was done to: a system may have several on one service, one after the other.
alter table exchange_event add column agreement_id uuid;

create index exchange_event_agreement on exchange_event (agreement_id, done_at);
