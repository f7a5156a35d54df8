-- Returns the task force and the agency of the reader's seat; both are null at the national seat. Rejects a session that may not read
-- reports.
CREATE OR REPLACE FUNCTION oversight.reader_seat(OUT task_force uuid, OUT agency uuid) LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE reading auth.sessions := auth.session();
BEGIN
  IF reading.role IS NULL OR reading.role NOT IN ('investigator', 'supervisor') THEN
    RAISE EXCEPTION 'not a reader of reports' USING ERRCODE = '42501';
  END IF;
  task_force := reading.task_force_id;
  agency := reading.agency_id;
END $$;
