-- Whether a complaint may be assigned to an account on a day: its training is valid on that day, too.
CREATE OR REPLACE FUNCTION app.is_assignable_on(account uuid, agency uuid, day date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  RETURN app.is_assignable(account, agency)
     AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account AND coalesce(a.trained_until >= day, true));
GRANT EXECUTE ON FUNCTION app.is_assignable_on(uuid, uuid, date) TO tracker_app;
