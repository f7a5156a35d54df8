-- Sets the first password by a one-time link, and returns whether the link was valid.
CREATE OR REPLACE FUNCTION auth.enrol(token_hash bytea, password_hash text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE invited uuid;
BEGIN
  SELECT r.account_id INTO invited FROM auth.redeem(token_hash) r;
  IF invited IS NULL THEN RETURN false; END IF;
  PERFORM auth.set_password(invited, enrol.password_hash);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.enrol(bytea, text) TO tracker_auth;
