create trigger exchange_event_no_update before update on exchange_event
begin
    select raise(abort, 'exchange_event is append-only');
end;

create trigger exchange_event_no_delete before delete on exchange_event
begin
    select raise(abort, 'exchange_event is append-only');
end;
