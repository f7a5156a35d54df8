-- Returns the earlier publications of these measures.
CREATE OR REPLACE FUNCTION oversight.publications(of_measures text[]) RETURNS TABLE (id uuid, cells jsonb, records jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE own_task_force uuid := oversight.publishing_task_force(of_measures);
BEGIN
  RETURN QUERY
  SELECT p.id, p.cells, p.records FROM app.publications p
   WHERE p.measures && of_measures AND (own_task_force IS NULL OR p.task_force_id = own_task_force)
   ORDER BY p.published_at, p.id;
END $$;
GRANT EXECUTE ON FUNCTION oversight.publications(text[]) TO tracker_app;
