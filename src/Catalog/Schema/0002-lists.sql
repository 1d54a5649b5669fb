-- The province's words: what a term means, in both languages.
create table catalog_term (
    name text primary key,
    term_vi text not null,
    term_en text not null,
    definition_vi text not null,
    definition_en text not null,
    changed_at timestamptz not null
);

-- Fields of life that datasets are grouped by.
create table catalog_theme (
    code text primary key,
    title_vi text not null,
    title_en text not null,
    icon text not null,
    position bigint not null,
    changed_at timestamptz not null
);

-- Lists of datasets, each issued by a decision.
create table catalog_list (
    id uuid primary key,
    kind text not null,
    title_vi text not null,
    title_en text not null,
    decision_number text not null,
    decision_date text not null,
    issued_by text not null,
    illustrative boolean not null,
    note_vi text,
    note_en text,
    changed_at timestamptz not null,
    unique (kind, decision_number)
);

-- The roadmap: by when each dataset is to be published or shared. It may name a dataset that is still to come.
create table catalog_list_entry (
    list_id uuid not null references catalog_list (id),
    dataset text not null,
    due_on text,
    position bigint not null,
    primary key (list_id, dataset)
);
