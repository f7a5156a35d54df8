-- Returns the owners of the records that an operation's report counts at this seat, and its tagged records; none where its window decides.
CREATE OR REPLACE FUNCTION oversight.publishable_operation(of_operation uuid) RETURNS TABLE (task_force_ids uuid[], record_ids uuid[])
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE reader record := oversight.reader_seat();
BEGIN
  PERFORM oversight.publishing_task_force('{}');
  RETURN QUERY
  SELECT (SELECT coalesce(array_agg(t.task_force_id ORDER BY t.task_force_id), '{}') FROM app.operation_task_forces t
           WHERE t.operation_id = of_operation AND (reader.task_force IS NULL OR t.task_force_id = reader.task_force)),
         CASE o.membership WHEN 'window' THEN NULL ELSE ARRAY(
           SELECT t.record_id FROM oversight.counted_by_tag(of_operation, NULL) t
           UNION
           SELECT p.record_id FROM app.purged_counts p WHERE of_operation = ANY (p.operation_ids)
           ORDER BY 1) END
    FROM app.operations o WHERE o.id = of_operation;
END $$;
GRANT EXECUTE ON FUNCTION oversight.publishable_operation(uuid) TO tracker_app;
