-- Locks the sign-in row of an account until the transaction ends. Account rows are locked before it and session rows after it, which
-- prevents deadlocks.
CREATE OR REPLACE FUNCTION auth.lock_sign_in(account uuid) RETURNS auth.sign_in_status LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE held auth.sign_in_status;
BEGIN
  INSERT INTO auth.sign_in_status (account_id) VALUES (account) ON CONFLICT DO NOTHING;
  SELECT * INTO held FROM auth.sign_in_status s WHERE s.account_id = account FOR UPDATE;
  RETURN held;
END $$;
