-- Whether a fact of this task force and agency counts for the reader. A national seat counts all, a task force its own, an agency its own
-- or, as totals, its whole task force.
CREATE OR REPLACE FUNCTION oversight.reader(OUT task_force uuid, OUT agency uuid) LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE reading auth.sessions := auth.session();
BEGIN
  IF reading.role IS NULL OR reading.role NOT IN ('investigator', 'supervisor') THEN
    RAISE EXCEPTION 'not a reader of reports' USING ERRCODE = '42501';
  END IF;
  task_force := reading.task_force_id;
  agency := reading.agency_id;
END $$;
