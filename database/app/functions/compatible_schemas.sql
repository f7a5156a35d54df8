-- Returns the digests of earlier schemas whose running instances can serve this one, so that they stay ready. Any other instance turns
-- unready after a migration. CONTRIBUTING has the condition for an entry.
CREATE OR REPLACE FUNCTION app.compatible_schemas() RETURNS SETOF text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT digest FROM unnest(ARRAY[]::text[]) AS digest;
END;
GRANT EXECUTE ON FUNCTION app.compatible_schemas() TO tracker_app;
