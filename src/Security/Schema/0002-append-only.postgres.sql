create function security_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create trigger security_personal_read_append_only before update or delete or truncate on security_personal_read
    for each statement execute function security_refuse_change();
