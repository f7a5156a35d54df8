-- Recalculates the search rows of these names.
CREATE OR REPLACE FUNCTION oversight.reindex_names(records uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH named AS MATERIALIZED (SELECT s.* FROM oversight.searchable_names s WHERE s.record_id = ANY (records)), deleted AS (
    DELETE FROM search.names n
     WHERE n.record_id = ANY (records) AND NOT EXISTS (SELECT FROM named m WHERE m.record_id = n.record_id)
  )
  INSERT INTO search.names AS n SELECT m.* FROM named m
      ON CONFLICT (record_id) DO UPDATE SET keys = excluded.keys WHERE n.keys <> excluded.keys;
END $$;
