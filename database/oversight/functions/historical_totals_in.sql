-- Returns the historical totals that go into a total: those whose whole period lies in it. None is reported by agency. A figure of the
-- whole program includes its task forces, so theirs of the same days are left out.
CREATE OR REPLACE FUNCTION oversight.historical_totals_in(from_on date, until_on date, of_task_force uuid, of_agency uuid, whole_task_force boolean)
  RETURNS SETOF app.historical_totals
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reader record := oversight.reader_seat();
BEGIN
  IF of_agency IS NOT NULL OR (reader.agency IS NOT NULL AND whole_task_force IS NOT TRUE) THEN RETURN; END IF;
  RETURN QUERY
  WITH within AS (
    SELECT c.* FROM app.historical_totals c
     WHERE c.from_on >= historical_totals_in.from_on AND c.until_on <= historical_totals_in.until_on
       AND (reader.task_force IS NULL OR c.task_force_id = reader.task_force)
       AND (of_task_force IS NULL OR c.task_force_id = of_task_force)
  )
  SELECT w.* FROM within w
   WHERE w.task_force_id IS NULL
      OR NOT EXISTS (SELECT FROM within whole
                      WHERE whole.task_force_id IS NULL AND whole.measure = w.measure
                        AND whole.from_on < w.until_on AND w.from_on < whole.until_on
                        AND (whole.type = w.type OR whole.type IS NULL OR w.type IS NULL)
                        AND (whole.mode = w.mode OR whole.mode IS NULL OR w.mode IS NULL));
END $$;
GRANT EXECUTE ON FUNCTION oversight.historical_totals_in(date, date, uuid, uuid, boolean) TO tracker_app;
