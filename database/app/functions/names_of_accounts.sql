-- Returns the names of the accounts that a record mentions: the reader's own account, and those of its task force. Everyone at the national
-- seat but analysts and investigators gets all. A reader of the record may not see the accounts themselves.
CREATE OR REPLACE FUNCTION app.names_of_accounts(accounts uuid[]) RETURNS TABLE (id uuid, name text, role text, agency text)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT a.id, a.name, a.role, g.name
    FROM app.accounts a LEFT JOIN app.agencies g ON g.id = a.agency_id
   WHERE a.id = ANY (names_of_accounts.accounts)
     AND (a.task_force_id = (SELECT auth.task_force()) OR a.id = (SELECT auth.account())
          OR ((SELECT auth.seat()) = 'national' AND (SELECT auth.role()) NOT IN ('analyst', 'investigator')));
END;
GRANT EXECUTE ON FUNCTION app.names_of_accounts(uuid[]) TO tracker_app;
