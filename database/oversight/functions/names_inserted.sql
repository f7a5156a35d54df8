-- Adds inserted names to the search index.
CREATE OR REPLACE FUNCTION oversight.names_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
-- As a list, since a join would not go into the parts of the view, and would read each of them whole.
DECLARE records uuid[] := ARRAY(SELECT w.id FROM new_rows w);
BEGIN
  INSERT INTO search.names SELECT s.* FROM oversight.searchable_names s WHERE s.record_id = ANY (records);
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.names_inserted() TO tracker_owner;
