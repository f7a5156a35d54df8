-- Updates the search index after names have changed. The aliases of a suspect change with the suspect.
CREATE OR REPLACE FUNCTION oversight.names_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM oversight.reindex_names(ARRAY(SELECT w.id FROM new_rows w
                                    UNION ALL
                                    SELECT a.id FROM app.suspect_aliases a JOIN new_rows w ON a.task_force_id = w.task_force_id AND a.suspect_id = w.id));
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.names_updated() TO tracker_owner;
