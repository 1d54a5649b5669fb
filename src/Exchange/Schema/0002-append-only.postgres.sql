create function exchange_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create trigger exchange_event_append_only before update or delete or truncate on exchange_event
    for each statement execute function exchange_refuse_change();
