-- Deletes Idempotency-Keys after their retention.
CREATE OR REPLACE FUNCTION app.delete_idempotency_keys() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten bigint;
BEGIN
  DELETE FROM app.idempotency_keys WHERE claimed_at < now() - interval '48 hours';
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
GRANT EXECUTE ON FUNCTION app.delete_idempotency_keys() TO tracker_app;
