-- Adds inserted complaints to the search index.
CREATE OR REPLACE FUNCTION oversight.complaints_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO search.complaints SELECT s.* FROM oversight.searchable_complaints s WHERE s.complaint_id IN (SELECT w.id FROM new_rows w);
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.complaints_inserted() TO tracker_owner;
