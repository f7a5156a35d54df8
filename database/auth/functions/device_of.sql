-- Returns the hash of the device that this transaction comes from, where the account knows it.
CREATE OR REPLACE FUNCTION auth.device_of(account uuid) RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE token text := nullif(current_setting('app.device', true), '');
BEGIN
  IF token IS NULL THEN RETURN NULL; END IF;
  RETURN (SELECT d.hash FROM auth.devices d
           WHERE d.account_id = account AND now() < d.expires_at AND d.hash = sha256(decode(token, 'hex')));
END $$;
