-- Sets the first password by a one-time link, and returns whether the link was valid. The account stays locked until the commit, so no other
-- link is made for it meanwhile.
CREATE OR REPLACE FUNCTION auth.enrol(token_hash bytea, password_hash text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE invited uuid;
BEGIN
  PERFORM FROM app.accounts a WHERE a.id = (SELECT l.account_id FROM auth.link_of(token_hash) l) FOR NO KEY UPDATE;
  SELECT r.account_id INTO invited FROM auth.redeem(token_hash) r;
  IF invited IS NULL THEN RETURN false; END IF;
  PERFORM auth.set_password(invited, enrol.password_hash);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.enrol(bytea, text) TO tracker_auth;
