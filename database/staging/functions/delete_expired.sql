-- Deletes staged rows after a week, import faults after 90 days, and ended or expired drafts a day after they began. Returns the number of staged rows.
CREATE OR REPLACE FUNCTION staging.delete_expired() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten bigint;
BEGIN
  DELETE FROM staging.import_rows WHERE staged_at < now() - interval '7 days';
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  DELETE FROM staging.import_faults WHERE staged_at < now() - interval '90 days';
  PERFORM purge.delete_drafts();
  RETURN forgotten;
END $$;
GRANT EXECUTE ON FUNCTION staging.delete_expired() TO tracker_app;
