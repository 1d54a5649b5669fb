-- An alert of a subscription is of no service: the column may be empty from now on.
create table exchange_alert_next (
    id uuid primary key,
    rule text not null,
    subject_id uuid not null,
    service_id uuid references exchange_service (id),
    system_id uuid,
    value numeric not null,
    bound numeric not null,
    opened_at timestamptz not null,
    seen_at timestamptz not null,
    closed_at timestamptz
);

insert into exchange_alert_next (id, rule, subject_id, service_id, system_id, value, bound, opened_at, seen_at, closed_at)
select id, rule, subject_id, service_id, system_id, value, bound, opened_at, seen_at, closed_at from exchange_alert;

drop table exchange_alert;

alter table exchange_alert_next rename to exchange_alert;

create unique index exchange_alert_open on exchange_alert (rule, subject_id) where closed_at is null;

create index exchange_alert_opened on exchange_alert (opened_at);
