-- Returns the scopes that a key can have. A test compares them with the application's list.
CREATE OR REPLACE FUNCTION auth.key_scopes() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ARRAY['agencies:read', 'complaints:read', 'complaints:receive', 'events:read', 'provisioned-users:sync', 'task-forces:read'];
