-- Removes expunged subjects from the index and notifies the recipients of their entries.
CREATE OR REPLACE FUNCTION app.purge_expunged_subjects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.purge_subject(e.id, 'Expunged by order of a court.', new.executed_by, new.executed_at)
     FROM app.subject_index_entries e
    WHERE e.task_force_id = new.task_force_id AND e.complaint_id IN (SELECT app.matter_of(new.complaint_id));
  RETURN NULL;
END $$;
