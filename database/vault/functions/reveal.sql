-- Returns an identity that this session requested within the last minute in an earlier transaction. It is the only function that returns
-- one.
CREATE OR REPLACE FUNCTION vault.reveal(asked uuid)
  RETURNS TABLE (version integer, key_id uuid, wrapped bytea, wrapped_by text, wrapped_key bytea, given_name bytea,
                 family_name bytea, born_on bytea, address bytea, phone bytea, email bytea, school bytea, guardian bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE request vault.requests; place record;
BEGIN
  PERFORM vault.require_opener();
  SELECT * INTO request FROM vault.requests r WHERE r.id = asked FOR UPDATE;
  SELECT * INTO place FROM vault.find_child(request.identity_id);
  IF request.id IS NULL OR request.session_id <> (auth.session()).id OR NOT coalesce(place.is_worked, false)
     OR request.transaction = pg_current_xact_id() OR request.asked_at < clock_timestamp() - interval '1 minute' THEN
    RAISE EXCEPTION 'nothing was asked for' USING ERRCODE = '42501';
  END IF;
  DELETE FROM vault.requests r WHERE r.id = asked;
  RETURN QUERY
    SELECT i.version, k.id, k.wrapped, k.wrapped_by, s.wrapped_key, s.given_name, s.family_name, s.born_on, s.address,
           s.phone, s.email, s.school, s.guardian
      FROM vault.identities i JOIN vault.encrypted_identities s ON s.identity_id = i.id JOIN vault.keys k ON k.id = s.key_id
     WHERE i.id = request.identity_id AND i.task_force_id = place.task_force_id;
END $$;
GRANT EXECUTE ON FUNCTION vault.reveal(uuid) TO tracker_app;
