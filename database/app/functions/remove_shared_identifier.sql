-- Removes a shared identifier from the index when its case voids it or assigns it to another person.
CREATE OR REPLACE FUNCTION app.remove_shared_identifier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  removed uuid[] := ARRAY(SELECT s.id FROM app.subject_index_identifiers s
                        WHERE s.task_force_id = new.task_force_id AND s.identifier_id = new.id);
BEGIN
  UPDATE app.subject_index_entries e SET review_called_for = coalesce(e.review_called_for, 'subject_changed'), version = e.version + 1
   WHERE e.state IN ('submitted', 'approved')
     AND e.id IN (SELECT s.entry_id FROM app.subject_index_identifiers s WHERE s.id = ANY (removed));
  PERFORM app.remove_indexed_identifiers(removed);
  RETURN NULL;
END $$;
