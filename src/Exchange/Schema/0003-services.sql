-- What a member offers. The title and level of service are its own; fields, key and class are those of the dataset's
-- contract at the time they are asked for. The kind leaves room for services that are no datasets.
create table exchange_service (
    id uuid primary key,
    member_id uuid not null references exchange_member (id),
    code text not null,
    version bigint not null,
    kind text not null,
    dataset text not null,
    title_vi text not null,
    title_en text not null,
    state text not null,
    availability numeric,
    answer_ms bigint,
    created_at timestamptz not null,
    unique (member_id, code, version)
);

alter table exchange_event add column service_id uuid;

create index exchange_event_service on exchange_event (service_id, done_at);
