-- Writes an entry for an act that writes no row of the record: a sign-in, a refusal, a read.
CREATE OR REPLACE FUNCTION audit.note(action text, subject uuid, outcome text DEFAULT 'done', reason text DEFAULT NULL,
                                      request text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE who auth.sessions := auth.session();
BEGIN
  IF who.id IS NULL AND session_user = 'tracker_app' AND action <> 'trail.probed' THEN
    RAISE EXCEPTION 'an act of nobody' USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, outcome, reason,
                             request_id, address)
  VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action, subject, outcome, reason,
          coalesce(request, nullif(current_setting('app.request', true), '')),
          nullif(current_setting('app.address', true), '')::inet);
END $$;
GRANT EXECUTE ON FUNCTION audit.note(text, uuid, text, text, text) TO tracker_app, tracker_oversight;
