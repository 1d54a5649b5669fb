create table security_agency (
    code text not null primary key,
    name_vi text not null,
    name_en text not null,
    short_name text not null,
    parent_code text references security_agency (code),
    valid_from text not null,
    valid_to text
);

create table security_account (
    id uuid not null primary key,
    user_name text not null,
    normalized_user_name text not null unique,
    display_name text not null,
    password_hash text,
    security_stamp text not null,
    failed_count bigint not null,
    lockout_end timestamptz,
    two_factor boolean not null,
    authenticator_key text,
    created_at timestamptz not null
);

create table security_grant (
    account_id uuid not null references security_account (id),
    role text not null,
    agency_code text not null,
    primary key (account_id, role, agency_code)
);

create table security_recovery_code (
    account_id uuid not null references security_account (id),
    code_hash text not null,
    primary key (account_id, code_hash)
);

create table security_session (
    id uuid not null primary key,
    account_id uuid not null references security_account (id),
    device text not null,
    address text not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null
);

create index security_session_account on security_session (account_id);

create table security_api_key (
    id uuid not null primary key,
    account_id uuid not null references security_account (id),
    name text not null,
    hint text not null,
    key_hash text not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);

create index security_api_key_account on security_api_key (account_id);

-- No reference to the account: the record outlives it. Steps 0002 refuse every change and deletion.
create table security_personal_read (
    id uuid not null primary key,
    read_at timestamptz not null,
    account_id uuid,
    account_name text not null,
    method text not null,
    dataset text not null,
    dataset_version text not null,
    fields text not null,
    purpose text,
    row_count bigint not null,
    selection text not null,
    address text not null
);

create index security_personal_read_dataset on security_personal_read (dataset, read_at);

create index security_personal_read_account on security_personal_read (account_id, read_at);
