-- Returns the names of the agencies and accounts that a trail mentions.
CREATE OR REPLACE FUNCTION audit.names_of(ids uuid[]) RETURNS TABLE (id uuid, name text) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT a.id, a.name FROM app.agencies a WHERE a.id = ANY (names_of.ids)
  UNION ALL
  SELECT a.id, a.name FROM app.accounts a
   WHERE a.id = ANY (names_of.ids) AND a.task_force_id = (SELECT auth.case_task_force());
END;
GRANT EXECUTE ON FUNCTION audit.names_of(uuid[]) TO tracker_app;
