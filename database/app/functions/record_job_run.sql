-- Records that a job of the installation has just succeeded or failed, and the numbers of that run that monitoring shows. A database role that
-- serves or purges may only record its own job, so that neither can pretend a backup.
CREATE OR REPLACE FUNCTION app.record_job_run(job text, is_success boolean, facts jsonb DEFAULT NULL) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (session_user = 'tracker_app' AND job <> 'housekeeping') OR (session_user = 'tracker_purge' AND job <> 'purge') THEN
    RAISE EXCEPTION '% may not record runs of the job %', session_user, job USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO app.job_runs AS r (job, succeeded_at, failed_at, facts)
  VALUES (record_job_run.job, CASE WHEN is_success THEN clock_timestamp() END, CASE WHEN NOT is_success THEN clock_timestamp() END,
          record_job_run.facts)
      ON CONFLICT ON CONSTRAINT job_runs_pkey DO UPDATE
     SET succeeded_at = coalesce(excluded.succeeded_at, r.succeeded_at), failed_at = coalesce(excluded.failed_at, r.failed_at),
         -- A failed run knows only some of the numbers, and keeps the others.
         facts = CASE WHEN is_success THEN excluded.facts ELSE nullif(coalesce(r.facts, '{}') || coalesce(excluded.facts, '{}'), '{}') END;
END $$;
GRANT EXECUTE ON FUNCTION app.record_job_run(text, boolean, jsonb) TO tracker_app, tracker_purge;
