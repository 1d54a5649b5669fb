-- What the province wants to see first on its home page: figures out of datasets, and what people often look for.
create table opendata_figure (
    key text primary key,
    title_vi text not null,
    title_en text not null,
    dataset text not null,
    aggregate text not null,
    field text,
    filter text not null,
    decimals bigint not null,
    position bigint not null
);

create table opendata_search (
    position bigint primary key,
    text_vi text not null,
    text_en text not null
);
