-- Whether the session is a machine key with which an identity provider sends its users (SCIM).
CREATE OR REPLACE FUNCTION auth.is_provider() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session();
BEGIN
  RETURN coalesce(me.kind = 'key' AND 'provisioned-users:sync' = ANY (me.scopes), false);
END $$;
GRANT EXECUTE ON FUNCTION auth.is_provider() TO tracker_app;
