-- Approves a destruction by a second person and returns the result: destroyed, on_hold, or not_open for one that is approved, a week old or
-- replaced.
CREATE OR REPLACE FUNCTION vault.approve_destruction(destruction uuid, at timestamptz) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session(); asked app.identity_destructions;
BEGIN
  -- The complaint is locked first, as a hold or a record locks it: one of the two comes too late.
  PERFORM FROM app.complaints c
    WHERE c.id = (SELECT d.complaint_id FROM app.identity_destructions d WHERE d.id = destruction) FOR UPDATE;
  SELECT * INTO asked FROM app.identity_destructions d WHERE d.id = destruction FOR UPDATE;
  IF me.id IS NULL OR asked.id IS NULL OR me.kind <> 'session' OR me.role <> 'supervisor' OR me.agency_id IS NOT NULL
     OR NOT coalesce(me.stepped_up_at > now() - interval '5 minutes', false) OR me.account_id = asked.requested_by THEN
    RAISE EXCEPTION 'not a destruction to approve' USING ERRCODE = '42501';
  END IF;
  IF asked.approved_at IS NOT NULL OR asked.requested_at <= at - interval '7 days' THEN RETURN 'not_open'; END IF;
  IF app.is_held(asked.complaint_id) THEN RETURN 'on_hold'; END IF;
  IF NOT vault.destroy(asked.victim_id, at) THEN RETURN 'not_open'; END IF;
  UPDATE app.identity_destructions d SET approved_by = me.account_id, approved_at = at WHERE d.id = destruction;
  RETURN 'destroyed';
END $$;
GRANT EXECUTE ON FUNCTION vault.approve_destruction(uuid, timestamptz) TO tracker_app;
