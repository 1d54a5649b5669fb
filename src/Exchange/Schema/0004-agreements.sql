-- Who may call which service, for what, until when. A request, its answer and what became of it stand in one row; dates are
-- written 2026-12-31, hours 07:30, both in Vietnam's time. The revision keeps one deed from writing over another.
create table exchange_agreement (
    id uuid primary key,
    system_id uuid not null references exchange_system (id),
    service_id uuid not null references exchange_service (id),
    renews_id uuid references exchange_agreement (id),
    purpose text not null,
    legal_basis text not null,
    fields text not null,
    condition text,
    quota_per_day bigint,
    rate_per_minute bigint,
    hours_from text,
    hours_to text,
    valid_from text not null,
    valid_to text not null,
    needs_case boolean not null,
    needs_consent boolean not null,
    state text not null,
    requested_by uuid,
    requested_name text not null,
    requested_at timestamptz not null,
    due_on text not null,
    approved_by uuid,
    approved_name text,
    approved_at timestamptz,
    decided_by uuid,
    decided_name text,
    decided_at timestamptz,
    reason text,
    citation text,
    revision bigint not null
);

create index exchange_agreement_call on exchange_agreement (system_id, service_id, state);

create index exchange_agreement_service on exchange_agreement (service_id, state);
