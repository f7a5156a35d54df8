-- Writes the named fields of an identity with their search tokens; null erases a field. Returns the new version, or null where the version
-- differs.
CREATE OR REPLACE FUNCTION vault.write_identity(victim uuid, was integer, key uuid, wrapped_key bytea, written text[], sealed bytea[],
                           found_by text[], kinds text[], tokens bytea[]) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place record;
  held  vault.identities;
  under vault.encrypted_identities;
  kept  text[];
BEGIN
  SELECT * INTO place FROM vault.find_child(victim);
  SELECT * INTO held FROM vault.identities i WHERE i.id = victim;
  SELECT * INTO under FROM vault.encrypted_identities s WHERE s.identity_id = victim;
  IF NOT coalesce(place.is_worked, false) OR held.destroyed_at IS NOT NULL
     OR NOT EXISTS (SELECT FROM vault.keys k WHERE k.id = key AND k.task_force_id = place.task_force_id
                       AND CASE WHEN under.key_id IS NULL THEN k.retired_at IS NULL ELSE k.id = under.key_id END) THEN
    RAISE EXCEPTION 'not an identity to record' USING ERRCODE = '42501';
  END IF;
  IF coalesce(held.version, 1) <> was THEN RETURN NULL; END IF;
  kept := ARRAY(SELECT f FROM unnest(held.fields) f WHERE f <> ALL (written)
                UNION SELECT w.field FROM unnest(written, sealed) w (field, value) WHERE w.value IS NOT NULL ORDER BY 1);
  INSERT INTO vault.identities AS i (id, task_force_id, complaint_id, fields, written, version)
  VALUES (victim, place.task_force_id, place.complaint_id, kept, write_identity.written, was + 1)
      ON CONFLICT (id) DO UPDATE SET fields = excluded.fields, written = excluded.written, version = excluded.version;
  INSERT INTO vault.encrypted_identities AS s (identity_id, task_force_id, key_id, wrapped_key)
  VALUES (victim, place.task_force_id, key, write_identity.wrapped_key)
      ON CONFLICT (identity_id) DO NOTHING;
  UPDATE vault.encrypted_identities s SET
    given_name  = CASE WHEN 'given_name'  = ANY (written) THEN sealed[array_position(written, 'given_name')]  ELSE s.given_name END,
    family_name = CASE WHEN 'family_name' = ANY (written) THEN sealed[array_position(written, 'family_name')] ELSE s.family_name END,
    born_on     = CASE WHEN 'born_on'     = ANY (written) THEN sealed[array_position(written, 'born_on')]     ELSE s.born_on END,
    address     = CASE WHEN 'address'     = ANY (written) THEN sealed[array_position(written, 'address')]     ELSE s.address END,
    phone       = CASE WHEN 'phone'       = ANY (written) THEN sealed[array_position(written, 'phone')]       ELSE s.phone END,
    email       = CASE WHEN 'email'       = ANY (written) THEN sealed[array_position(written, 'email')]       ELSE s.email END,
    school      = CASE WHEN 'school'      = ANY (written) THEN sealed[array_position(written, 'school')]      ELSE s.school END,
    guardian    = CASE WHEN 'guardian'    = ANY (written) THEN sealed[array_position(written, 'guardian')]    ELSE s.guardian END
   WHERE s.identity_id = victim;
  DELETE FROM vault.tokens t WHERE t.identity_id = victim AND t.kind = ANY (found_by);
  INSERT INTO vault.tokens (task_force_id, identity_id, kind, token)
  SELECT DISTINCT place.task_force_id, victim, n.kind, n.token FROM unnest(kinds, tokens) n (kind, token);
  RETURN was + 1;
END $$;
GRANT EXECUTE ON FUNCTION vault.write_identity(uuid, integer, uuid, bytea, text[], bytea[], text[], text[], bytea[]) TO tracker_app;
