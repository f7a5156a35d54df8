-- Opens a cursor on the faults of an import's rows, which is read while it is sent. Row security is the caller's.
CREATE OR REPLACE FUNCTION staging.open_faults(batch uuid, opened refcursor) RETURNS void LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  OPEN opened NO SCROLL FOR
  SELECT f.row, f."column", f.detail, f.is_warning AS "isWarning" FROM staging.import_faults f WHERE f.batch_id = batch ORDER BY f.row, f."column";
END $$;
GRANT EXECUTE ON FUNCTION staging.open_faults(uuid, refcursor) TO tracker_app;
