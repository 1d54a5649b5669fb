-- A lock set by an administrator, apart from the lockout after wrong passwords; a password given out for first use; the
-- newest half-minute whose code was taken, so that none is taken twice.
alter table security_account add column locked_at timestamptz;

alter table security_account add column one_time_until timestamptz;

alter table security_account add column last_code_step bigint;

alter table security_agency add column successor_code text;

-- No references: the record outlives what it is about. Steps 0004 refuse every change and deletion.
create table security_admin_action (
    id uuid not null primary key,
    done_at timestamptz not null,
    actor_id uuid not null,
    actor_name text not null,
    action text not null,
    subject text not null,
    subject_name text not null,
    detail text not null,
    address text not null
);

create index security_admin_action_subject on security_admin_action (subject, done_at);

create index security_admin_action_time on security_admin_action (done_at);
