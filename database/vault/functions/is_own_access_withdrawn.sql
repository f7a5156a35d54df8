-- Whether the session's own access to identities is withdrawn.
CREATE OR REPLACE FUNCTION vault.is_own_access_withdrawn() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN vault.is_access_withdrawn(auth.account());
END $$;
GRANT EXECUTE ON FUNCTION vault.is_own_access_withdrawn() TO tracker_app;
