-- Whether the owner may sign in: the account is approved, not disabled and not expired, even if housekeeping has not run yet.
CREATE OR REPLACE FUNCTION auth.is_open(holder app.accounts) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  RETURN (holder).disabled_at IS NULL AND (holder).approved_at IS NOT NULL
     AND ((holder).ends_at IS NULL OR now() < (holder).ends_at)
     AND NOT auth.is_unused(holder, interval '90 days');
