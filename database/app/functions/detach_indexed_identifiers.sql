-- Deletes the hashes of a refused or purged entry. An entry whose case is purged continues without the case and without suspended
-- identifiers, which nothing could release.
CREATE OR REPLACE FUNCTION app.detach_indexed_identifiers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF new.state IN ('refused', 'purged') THEN
    PERFORM app.remove_indexed_identifiers(ARRAY(SELECT s.id FROM app.subject_index_identifiers s WHERE s.entry_id = new.id));
  ELSE
    PERFORM app.remove_indexed_identifiers(ARRAY(SELECT s.id FROM app.subject_index_identifiers s
                                   WHERE s.entry_id = new.id AND oversight.is_suspended(s.id)));
    UPDATE app.subject_index_identifiers s SET identifier_id = NULL, version = s.version + 1
     WHERE s.entry_id = new.id AND s.identifier_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
