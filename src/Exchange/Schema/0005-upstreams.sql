-- Services that are no datasets: HTTP and SOAP systems outside, described by a document. Their dataset is null, their class
-- is what the owner says. (The column is made anew, as one engine cannot lift "not null".)
alter table exchange_service add column of_dataset text;

update exchange_service set of_dataset = dataset;

alter table exchange_service drop column dataset;

alter table exchange_service rename column of_dataset to dataset;

alter table exchange_service add column stated_class text;

-- The OpenAPI document or WSDL of a service, as it was given.
create table exchange_document (
    service_id uuid primary key references exchange_service (id),
    content text not null,
    source text,
    changed_at timestamptz not null,
    changed_by text not null,
    revision bigint not null
);

-- The system behind a service and how it wants to be called. Secret and certificate are encrypted.
create table exchange_upstream (
    service_id uuid primary key references exchange_service (id),
    address text not null,
    authentication text not null,
    name text,
    secret text,
    certificate text,
    trusted_roots text,
    health_path text,
    connecting_seconds bigint not null,
    silence_seconds bigint not null,
    retries bigint not null,
    concurrent bigint not null,
    largest_body_kilobytes bigint,
    maintenance_until timestamptz,
    maintenance_message text,
    error_pointer text,
    error_success text,
    changed_at timestamptz not null,
    changed_by text not null,
    revision bigint not null
);

-- How the last look at an upstream went, and since when it goes that way; the next look is due at a time, taken by one node.
create table exchange_upstream_state (
    service_id uuid primary key references exchange_service (id),
    cause text,
    status bigint,
    since timestamptz,
    checked_at timestamptz,
    due_at timestamptz not null,
    revision bigint not null
);
