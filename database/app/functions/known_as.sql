-- Returns the names of the accounts of the task force that a case mentions. A reader of the case may not see the accounts themselves.
CREATE OR REPLACE FUNCTION app.known_as(accounts uuid[]) RETURNS TABLE (id uuid, name text, role text, agency text)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT a.id, a.name, a.role, g.name
    FROM app.accounts a LEFT JOIN app.agencies g ON g.id = a.agency_id
   WHERE a.id = ANY (known_as.accounts) AND a.task_force_id = (SELECT auth.case_task_force());
END;
GRANT EXECUTE ON FUNCTION app.known_as(uuid[]) TO tracker_app;
