-- The secret by which a peer signs what it tells us of its datasets (Standard Webhooks), encrypted; null where it tells nothing.
alter table exchange_peer add column hook_secret text;
