-- Returns the last use of an account, or the first time it could have been used.
CREATE OR REPLACE FUNCTION auth.last_used_at(holder app.accounts) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  RETURN greatest((holder).enabled_at,
                  (SELECT s.last_signed_in_at FROM auth.sign_in_status s WHERE s.account_id = (holder).id));
