-- Returns the names of the migrations that ran and a digest of the applied files of database/. A start compares them with its own.
CREATE OR REPLACE FUNCTION app.ran_migrations() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  (SELECT m.name::text FROM app.migrations m ORDER BY m.id)
  UNION ALL
  SELECT 'files ' || encode(sha256(convert_to(string_agg(f.path || ' ' || f.hash, E'\n' ORDER BY f.path COLLATE "C"), 'UTF8')), 'hex')
    FROM app.repeatable_files f;
END;
GRANT EXECUTE ON FUNCTION app.ran_migrations() TO tracker_app;
