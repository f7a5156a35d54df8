-- Returns the seconds since each recorded job last succeeded and last failed, null if it never did, and the numbers of its last run.
CREATE OR REPLACE FUNCTION app.job_ages(OUT job text, OUT succeeded double precision, OUT failed double precision, OUT facts jsonb)
  RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT r.job, extract(epoch FROM clock_timestamp() - r.succeeded_at)::float8, extract(epoch FROM clock_timestamp() - r.failed_at)::float8,
         r.facts
    FROM app.job_runs r;
END;
GRANT EXECUTE ON FUNCTION app.job_ages() TO tracker_app;
