-- Durable jobs. The row is written in the same transaction as what it follows from, so that work and its cause
-- are never apart: this table is also the outbox.
create table kernel_job (
    id uuid primary key,
    kind text not null,
    payload text not null,
    due_at timestamptz not null,
    attempts bigint not null,
    lease_until timestamptz,
    worker text,
    failure text,
    state text not null
);
create index kernel_job_due on kernel_job (state, due_at);
