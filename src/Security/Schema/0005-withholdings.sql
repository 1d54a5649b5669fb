-- Accesses that people are not told of for a time, by order of an authority: put down by one person, confirmed by another.
create table security_withholding (
    id uuid not null primary key,
    renews_id uuid,
    ordered_by text not null,
    citation text not null,
    kind text not null,
    object text not null,
    from_day text not null,
    to_day text not null,
    state text not null,
    registered_by uuid not null,
    registered_name text not null,
    registered_at timestamptz not null,
    confirmed_by uuid,
    confirmed_name text,
    confirmed_at timestamptz,
    ended_name text,
    ended_at timestamptz,
    end_reason text
);

create index security_withholding_state on security_withholding (state, to_day);

-- What people complain of in one access to their data.
create table security_complaint (
    id uuid not null primary key,
    entry bigint not null,
    said text not null,
    name text not null,
    contact text not null,
    body text not null,
    opened_name text not null,
    opened_at timestamptz not null,
    due_on text not null,
    answer text,
    answered_name text,
    answered_at timestamptz
);

create index security_complaint_opened on security_complaint (opened_at);
