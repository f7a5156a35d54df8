-- Rejects a saved view beyond the limits of its account and task force. It runs as the caller, who sees all of them. The locks serialize
-- racing inserts.
CREATE OR REPLACE FUNCTION app.bound_saved_views() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF new.ended_at IS NOT NULL THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('saved views of ' || new.saved_by, 0));
  IF (SELECT count(*) FROM app.saved_views v WHERE v.saved_by = new.saved_by AND v.ended_at IS NULL) > 50 THEN
    RAISE EXCEPTION 'the account has too many saved views' USING ERRCODE = 'TF010', CONSTRAINT = 'saved_views_of_account';
  END IF;
  IF new.shared_with = 'task_force' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('shared views of ' || new.task_force_id, 0));
    IF (SELECT count(*) FROM app.saved_views v
         WHERE v.task_force_id = new.task_force_id AND v.shared_with = 'task_force' AND v.ended_at IS NULL) > 500 THEN
      RAISE EXCEPTION 'the task force has too many shared views' USING ERRCODE = 'TF010', CONSTRAINT = 'saved_views_of_task_force';
    END IF;
  END IF;
  RETURN NULL;
END $$;
