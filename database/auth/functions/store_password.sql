-- Stores a password hash for an account.
CREATE OR REPLACE FUNCTION auth.store_password(account uuid, password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM auth.lock_sign_in(account);
  INSERT INTO auth.credentials AS c (account_id, password_hash) VALUES (account, store_password.password_hash)
      ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = now(), is_weak = false;
  UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = account AND i.used_at IS NULL;
  UPDATE auth.sign_in_status s SET credentials_changed_at = now() WHERE s.account_id = account;
  DELETE FROM auth.devices d WHERE d.account_id = account AND d.hash IS DISTINCT FROM auth.device_of(account);
END $$;
