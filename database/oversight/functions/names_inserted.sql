-- Adds inserted names to the search index.
CREATE OR REPLACE FUNCTION oversight.names_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
-- The ids are a list: Postgres would not push a join into the parts of the view, and would read each part whole.
DECLARE records uuid[] := ARRAY(SELECT w.id FROM new_rows w);
BEGIN
  INSERT INTO search.names SELECT s.* FROM oversight.searchable_names s WHERE s.record_id = ANY (records);
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.names_inserted() TO tracker_owner;
