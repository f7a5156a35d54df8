-- Whether complaints of its task force name an account, so that it cannot be moved to another one. Returns false to everyone who may not administer the account.
CREATE OR REPLACE FUNCTION app.is_named_in_cases(account uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE asking auth.sessions := auth.session();
BEGIN
  RETURN asking.role = 'admin' AND oversight.is_named_in_cases(account)
     AND EXISTS (SELECT FROM app.accounts a
                  WHERE a.id = account
                    AND auth.is_at_or_below(a.task_force_id, a.agency_id, asking.task_force_id, asking.agency_id));
END $$;
GRANT EXECUTE ON FUNCTION app.is_named_in_cases(uuid) TO tracker_app;
