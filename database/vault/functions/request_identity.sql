-- Records a request for an identity, with its purpose. Only later transactions can reveal it, so nobody sees an identity and rolls the
-- entry back.
CREATE OR REPLACE FUNCTION vault.request_identity(victim uuid, purpose text, words text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE place record; asked uuid;
BEGIN
  PERFORM vault.require_opener();
  SELECT * INTO place FROM vault.find_child(victim);
  IF NOT coalesce(place.is_worked, false) OR btrim(coalesce(words, '')) = '' THEN
    RAISE EXCEPTION 'not an identity to ask for' USING ERRCODE = '42501';
  END IF;
  DELETE FROM vault.requests r WHERE r.asked_at < clock_timestamp() - interval '1 hour';
  INSERT INTO vault.requests (identity_id, session_id, purpose)
  SELECT i.id, (auth.session()).id, request_identity.purpose FROM vault.identities i
   WHERE i.id = victim AND i.task_force_id = place.task_force_id AND i.destroyed_at IS NULL
  RETURNING id INTO asked;
  IF asked IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.reason', request_identity.purpose || ': ' || words, true);
  PERFORM audit.log_read('identity.revealed', ARRAY[victim], ARRAY[place.complaint_id]);
  RETURN asked;
END $$;
GRANT EXECUTE ON FUNCTION vault.request_identity(uuid, text, text) TO tracker_app;
