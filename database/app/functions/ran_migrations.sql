-- Returns the names of the migrations that ran, so that a start can compare them with its own.
CREATE OR REPLACE FUNCTION app.ran_migrations() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT m.name::text FROM app.migrations m ORDER BY m.id;
END;
GRANT EXECUTE ON FUNCTION app.ran_migrations() TO tracker_app;
