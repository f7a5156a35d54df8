-- Records that a job of the installation has just succeeded or failed. A database role that serves or purges may only record its own job,
-- so that neither can pretend a backup.
CREATE OR REPLACE FUNCTION app.record_job_run(job text, is_success boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (session_user = 'tracker_app' AND job <> 'housekeeping') OR (session_user = 'tracker_purge' AND job <> 'purge') THEN
    RAISE EXCEPTION '% may not record runs of the job %', session_user, job USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO app.job_runs AS r (job, succeeded_at, failed_at)
  VALUES (record_job_run.job, CASE WHEN is_success THEN clock_timestamp() END, CASE WHEN NOT is_success THEN clock_timestamp() END)
      ON CONFLICT ON CONSTRAINT job_runs_pkey DO UPDATE
     SET succeeded_at = coalesce(excluded.succeeded_at, r.succeeded_at), failed_at = coalesce(excluded.failed_at, r.failed_at);
END $$;
GRANT EXECUTE ON FUNCTION app.record_job_run(text, boolean) TO tracker_app, tracker_purge;
