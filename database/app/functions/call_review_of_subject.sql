-- Requests a review of the index entries of a suspect whose particulars changed.
CREATE OR REPLACE FUNCTION app.call_review_of_subject() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  call text := CASE WHEN new.juvenile THEN 'subject_juvenile' WHEN new.voided_at IS NOT NULL THEN 'subject_voided'
                    ELSE 'subject_changed' END;
BEGIN
  UPDATE app.subject_index_entries e SET review_called_for = call, version = e.version + 1
   WHERE e.suspect_id = new.id AND e.state IN ('submitted', 'approved')
     AND (e.review_called_for IS NULL OR call <> 'subject_changed') AND e.review_called_for IS DISTINCT FROM 'case_sealed';
  RETURN NULL;
END $$;
