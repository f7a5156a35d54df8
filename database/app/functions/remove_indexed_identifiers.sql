-- Takes identifiers out of the subject index and deletes their hashes.
CREATE OR REPLACE FUNCTION app.remove_indexed_identifiers(identifiers uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.subject_index_identifiers s
     SET hash = NULL, hash_before = NULL, identifier_id = NULL, ended_at = now(), version = s.version + 1
   WHERE s.id = ANY (identifiers) AND s.ended_at IS NULL;
END $$;
