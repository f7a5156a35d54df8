-- Returns the start of a link's hash. A database that was restored and then diverged has no such link.
CREATE OR REPLACE FUNCTION audit.hash_prefix_of(hash bytea) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN encode(substr(hash, 1, 9), 'base64');
