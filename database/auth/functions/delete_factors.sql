-- Removes every factor of an account, and its links to identity providers, after two persons have decided so.
CREATE OR REPLACE FUNCTION auth.delete_factors(account uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM auth.lock_sign_in(account);
  DELETE FROM auth.totps t WHERE t.account_id = account;
  DELETE FROM auth.passkeys p WHERE p.account_id = account;
  DELETE FROM auth.identity_links l WHERE l.account_id = account;
  DELETE FROM auth.recovery_codes r WHERE r.account_id = account;
  DELETE FROM auth.identity_requests r WHERE r.account_id = account;
  DELETE FROM auth.challenges c WHERE c.account_id = account;
  DELETE FROM auth.devices d WHERE d.account_id = account;
  UPDATE auth.sign_in_status s SET locked_at = NULL, failed_at = '{}', credentials_changed_at = now() WHERE s.account_id = account;
END $$;
