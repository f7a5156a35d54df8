-- Whether somebody could approve the account who shares no creator with the requester. Changes of role or seat do not count: an
-- administrator could otherwise become the only approver by moving the others to another seat.
CREATE OR REPLACE FUNCTION auth.has_independent_approver(account app.accounts, requester uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM auth.approvers_of(account, requester) other
     WHERE NOT EXISTS (SELECT FROM auth.origins(other.account_id, ARRAY['created']) a
                         JOIN auth.origins(requester, ARRAY['created']) r ON r.account_id = a.account_id));
END $$;
