-- Returns whether an account can see a record, and why. It opens a session of the account, asks row security, and rolls everything back, so
-- no rule is repeated here. Where a trigger refuses the session, the account is not open. No row where the session may not ask.
CREATE OR REPLACE FUNCTION audit.explain(of_account uuid, of_record uuid)
  RETURNS TABLE (kind text, complaint_id uuid, agency_id uuid, agency_name text, account_name text, role text, is_active boolean,
                 seat text, covers_task_force boolean, is_of_agency boolean, is_assigned boolean, is_seen boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me auth.sessions := auth.session();
  held app.accounts;
  place record;
  trial bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
BEGIN
  IF NOT coalesce(me.role IN ('supervisor', 'admin', 'auditor'), false) THEN RETURN; END IF;
  SELECT * INTO place FROM audit.find_explained_record(of_record);
  SELECT * INTO held FROM app.accounts a
   WHERE a.id = of_account
     AND (me.task_force_id IS NULL
          OR (a.task_force_id = me.task_force_id
              AND (me.agency_id IS NULL OR a.agency_id = me.agency_id)));
  IF place.kind IS NULL OR held.id IS NULL THEN RETURN; END IF;

  is_active := false;
  is_seen := false;
  BEGIN
    INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
    VALUES (sha256(trial), gen_random_uuid(), held.id, held.role, held.task_force_id, held.agency_id, interval '1 minute',
            now() + interval '1 minute');
    is_active := held.disabled_at IS NULL;
    PERFORM set_config('app.session', encode(trial, 'hex'), true);
    is_seen := is_active AND audit.is_seen(of_record);
    RAISE EXCEPTION 'asked, and undone' USING ERRCODE = 'TF002';
  EXCEPTION
    WHEN SQLSTATE 'TF002' OR insufficient_privilege THEN NULL;
  END;

  kind := place.kind;
  complaint_id := place.complaint_id;
  agency_id := place.agency_id;
  agency_name := (SELECT a.name FROM app.agencies a WHERE a.id = place.agency_id);
  account_name := held.name;
  role := held.role;
  seat := CASE WHEN held.agency_id IS NOT NULL THEN 'agency' WHEN held.task_force_id IS NOT NULL THEN 'task_force'
               ELSE 'national' END;
  covers_task_force := coalesce(held.task_force_id = place.task_force_id, false);
  is_of_agency := coalesce(held.agency_id IN (place.agency_id, place.working_agency_id), false);
  is_assigned := coalesce(place.investigator_id = held.id, false);
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION audit.explain(uuid, uuid) TO tracker_app;
