-- Whether the account is approved, not disabled, not expired and not unused for 90 days. Housekeeping may not have closed it yet.
CREATE OR REPLACE FUNCTION auth.may_sign_in(account app.accounts) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  RETURN (account).disabled_at IS NULL AND (account).approved_at IS NOT NULL
     AND ((account).ends_at IS NULL OR now() < (account).ends_at)
     AND NOT auth.is_unused(account, interval '90 days');
