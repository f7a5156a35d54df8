-- Whether a complaint may be assigned to an account at an agency: it sits there or at the task force, works cases and is enabled. The
-- caller may not see the account and learns nothing else of it.
CREATE OR REPLACE FUNCTION app.is_assignable(account uuid, agency uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  RETURN EXISTS (SELECT FROM app.accounts a
                  WHERE a.id = account AND a.task_force_id = (SELECT auth.case_task_force())
                    AND (a.agency_id = agency OR a.agency_id IS NULL)
                    AND a.role IN ('investigator', 'supervisor') AND a.disabled_at IS NULL);
GRANT EXECUTE ON FUNCTION app.is_assignable(uuid, uuid) TO tracker_app;
