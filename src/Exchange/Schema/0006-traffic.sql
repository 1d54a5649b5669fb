-- What passed through the exchange, added up by hour and, once more, by Vietnam's day: hours for a few weeks, days for the
-- reports of a year. Where the service, the caller or the agreement is not known, the id is zero. Latency is a histogram: calls
-- by number of bucket.
create table exchange_traffic (
    span text not null,
    begins_at timestamptz not null,
    service_id uuid not null,
    system_id uuid not null,
    agreement_id uuid not null,
    operation text not null,
    fault text not null,
    kind text not null,
    calls bigint not null,
    request_bytes bigint not null,
    answer_bytes bigint not null,
    total_us bigint not null,
    own_us bigint not null,
    latency text not null,
    primary key (span, begins_at, service_id, system_id, agreement_id, operation, fault, kind)
);

-- The slowest calls of a service in an hour: never a value of a request.
create table exchange_slow_call (
    id uuid primary key,
    hour timestamptz not null,
    called_at timestamptz not null,
    service_id uuid not null,
    system_id uuid not null,
    operation text not null,
    status bigint not null,
    total_us bigint not null,
    own_us bigint not null
);

create index exchange_slow_call_hour on exchange_slow_call (hour, service_id, total_us);

-- Calls that could not be counted, by hour: evidence has them, traffic does not.
create table exchange_traffic_lost (
    hour timestamptz primary key,
    calls bigint not null
);

-- A rule that does not hold, until it does again. The subject is the id of a service or an agreement.
create table exchange_alert (
    id uuid primary key,
    rule text not null,
    subject_id uuid not null,
    service_id uuid not null references exchange_service (id),
    system_id uuid,
    value numeric not null,
    bound numeric not null,
    opened_at timestamptz not null,
    seen_at timestamptz not null,
    closed_at timestamptz
);

create unique index exchange_alert_open on exchange_alert (rule, subject_id) where closed_at is null;

create index exchange_alert_opened on exchange_alert (opened_at);
