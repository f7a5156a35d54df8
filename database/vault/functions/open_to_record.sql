-- Returns the version and keys for writing an identity. Child, identity and key stay locked until the commit. No key where the task force
-- has none yet.
CREATE OR REPLACE FUNCTION vault.open_to_record(victim uuid)
  RETURNS TABLE (version integer, destroyed_at timestamptz, key_id uuid, wrapped bytea, wrapped_by text, wrapped_key bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place record;
BEGIN
  SELECT * INTO place FROM vault.find_child(victim);
  IF place.task_force_id IS NULL THEN RETURN; END IF;
  IF NOT place.is_worked THEN RAISE EXCEPTION 'not a case to work' USING ERRCODE = '42501'; END IF;
  PERFORM FROM app.victims_identified v WHERE v.id = victim FOR UPDATE;
  PERFORM FROM vault.encrypted_identities s WHERE s.identity_id = victim FOR UPDATE;
  PERFORM FROM vault.keys k WHERE k.task_force_id = place.task_force_id AND k.retired_at IS NULL FOR SHARE;
  RETURN QUERY
    SELECT coalesce(i.version, 1), i.destroyed_at, k.id, k.wrapped, k.wrapped_by, s.wrapped_key
      FROM (SELECT) one
      LEFT JOIN vault.identities i ON i.id = victim
      LEFT JOIN vault.encrypted_identities s ON s.identity_id = victim
      LEFT JOIN vault.keys k ON k.task_force_id = place.task_force_id
            AND CASE WHEN s.key_id IS NULL THEN k.retired_at IS NULL ELSE k.id = s.key_id END;
END $$;
GRANT EXECUTE ON FUNCTION vault.open_to_record(uuid) TO tracker_app;
