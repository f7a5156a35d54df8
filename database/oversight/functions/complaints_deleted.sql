-- Removes deleted complaints from the search index.
CREATE OR REPLACE FUNCTION oversight.complaints_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM search.complaints c WHERE c.complaint_id IN (SELECT g.id FROM old_rows g);
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.complaints_deleted() TO tracker_owner;
