create trigger security_admin_action_append_only before update or delete or truncate on security_admin_action
    for each statement execute function security_refuse_change();
