-- Returns the hash of a link from the hash before it, its position and its digest, the root of its entries. The verifier has its own copy.
CREATE OR REPLACE FUNCTION audit.hash_after(before bytea, chain uuid, "position" bigint, entries integer, digest bytea) RETURNS bytea
  LANGUAGE sql STABLE
RETURN sha256(before || convert_to(json_build_array('v2', chain, "position", entries)::text, 'UTF8') || digest);
