-- Deletes the text counts of deleted complaints.
CREATE OR REPLACE FUNCTION quota.delete_case_texts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM quota.case_texts q USING old_rows g WHERE q.complaint_id = g.id;
  RETURN NULL;
END $$;
