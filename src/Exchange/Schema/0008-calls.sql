-- One row: how often the register of members, systems, services and agreements was changed. Nodes that remember parts of it
-- ask for this number alone, and forget them when it has grown.
create table exchange_revision (
    id bigint primary key,
    changes bigint not null
);

insert into exchange_revision (id, changes) values (1, 0);

-- Calls of an agreement within a day (2026-12-31) or a minute (2026-12-31T08:15), Vietnam's time. Nodes take several at a
-- time, so that a call seldom waits for this row.
create table exchange_call_count (
    agreement_id uuid not null,
    span text not null,
    taken bigint not null,
    primary key (agreement_id, span)
);
