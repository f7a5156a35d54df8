-- Whether the device of the request has signed in to the account with this email before.
CREATE OR REPLACE FUNCTION auth.is_known_device(email text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM app.accounts a WHERE a.email = is_known_device.email AND auth.device_of(a.id) IS NOT NULL);
END $$;
GRANT EXECUTE ON FUNCTION auth.is_known_device(text) TO tracker_auth;
