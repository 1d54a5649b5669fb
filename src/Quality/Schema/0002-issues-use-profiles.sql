-- A check that fails in what is served, for somebody to look after until a later load mends it.
create table quality_issue (
    id uuid primary key,
    dataset_id uuid not null,
    check_name text not null,
    title_vi text not null,
    title_en text not null,
    criterion text not null,
    severity text not null,
    state text not null,
    assignee text,
    failing bigint not null,
    tested bigint not null,
    opened_by_version bigint not null,
    seen_in_version bigint not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    closed_by_version bigint
);
create index quality_issue_dataset on quality_issue (dataset_id, state);
create index quality_issue_opened on quality_issue (opened_at);
-- One open issue for each check of a dataset.
create unique index quality_issue_open on quality_issue (dataset_id, check_name) where closed_at is null;

create table quality_comment (
    id uuid primary key,
    issue_id uuid not null references quality_issue (id),
    author text not null,
    body text not null,
    written_at timestamptz not null
);
create index quality_comment_issue on quality_comment (issue_id, written_at);

-- How often somebody used a dataset on a day. A consumer is an account or a day's hash of an address: no person
-- without an account can be told or followed from day to day.
create table quality_use (
    dataset_id uuid not null,
    day text not null,
    consumer text not null,
    agency text not null,
    kind text not null,
    uses bigint not null,
    primary key (dataset_id, day, consumer, kind)
);

-- What the values of a version look like, column by column.
create table quality_profile (
    dataset_id uuid not null,
    version bigint not null,
    profile text not null,
    made_at timestamptz not null,
    primary key (dataset_id, version)
);
