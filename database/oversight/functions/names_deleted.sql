-- Removes deleted names from the search index.
CREATE OR REPLACE FUNCTION oversight.names_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM search.names n WHERE n.record_id IN (SELECT g.id FROM old_rows g);
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.names_deleted() TO tracker_owner;
