-- Returns what an operation counts: the days of its window, or the tagged records, and its task forces.
CREATE OR REPLACE FUNCTION oversight.operation_scope(operation uuid, OUT from_on date, OUT until_on date, OUT tagged uuid[], OUT task_forces uuid[])
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE run app.operations;
BEGIN
  SELECT * INTO run FROM app.operations o WHERE o.id = operation;
  task_forces := ARRAY(SELECT p.task_force_id FROM app.operation_task_forces p WHERE p.operation_id = operation);
  from_on := CASE run.membership WHEN 'window' THEN run.starts_on ELSE '-infinity' END;
  until_on := CASE run.membership WHEN 'window' THEN run.ends_on + 1 ELSE 'infinity' END;
  IF run.membership <> 'window' THEN
    tagged := ARRAY(SELECT t.record_id FROM oversight.counted_by_tag(operation, NULL) t
                    UNION SELECT p.record_id FROM app.purged_counts p WHERE operation = ANY (p.operation_ids));
  END IF;
END $$;
