-- Returns the task force whose publications and records a new publication is compared with; none means the nation's. Only a publishing act,
-- which leaves an entry, reads them.
CREATE OR REPLACE FUNCTION oversight.publishing_task_force(of_measures text[]) RETURNS uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reader record := oversight.reader_seat();
BEGIN
  IF auth.role() IS DISTINCT FROM 'supervisor' OR current_setting('app.action', true) IS DISTINCT FROM 'figures.published' THEN
    RAISE EXCEPTION 'not a publication' USING ERRCODE = '42501';
  END IF;
  RETURN CASE WHEN NOT EXISTS (SELECT FROM app.publications p WHERE p.task_force_id IS NULL AND p.measures && of_measures)
              THEN reader.task_force END;
END $$;
