-- Returns the owner of the session's Idempotency-Keys: the account, or the machine key itself.
CREATE OR REPLACE FUNCTION auth.caller() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session();
BEGIN
  RETURN CASE me.kind WHEN 'key' THEN me.id ELSE me.account_id END;
END $$;
GRANT EXECUTE ON FUNCTION auth.caller() TO tracker_app;
