-- Returns the prefix of a task force's search keys. It is short: where two task forces share one, the seat is compared as well.
CREATE OR REPLACE FUNCTION oversight.search_key_prefix(task_force uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN right(task_force::text, 6);
