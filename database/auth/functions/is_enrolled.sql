-- Whether the account has ever had a password. A new link for it then takes two persons (auth.approve_factor_reset).
CREATE OR REPLACE FUNCTION auth.is_enrolled(account uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  RETURN EXISTS (SELECT FROM auth.credentials c WHERE c.account_id = account)
      OR EXISTS (SELECT FROM app.factor_resets r WHERE r.account_id = account AND r.approved_at IS NOT NULL);
