-- Requests a review of the index entries of a complaint that was sealed.
CREATE OR REPLACE FUNCTION app.call_review_of_sealed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.subject_index_entries e SET review_called_for = 'case_sealed', version = e.version + 1
   WHERE e.task_force_id = new.task_force_id AND e.complaint_id = new.id AND e.state IN ('submitted', 'approved');
  RETURN NULL;
END $$;
