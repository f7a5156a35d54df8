-- Begins the transaction of a read on a standby, after auth.begin_request has found its session on the primary. Writes nothing. Returns behind until the
-- standby has applied the log of the primary's timeline up to a position, and ended if the session is not open there.
CREATE OR REPLACE FUNCTION auth.begin_on_standby(session bytea, request text, address inet, flushed pg_lsn, timeline integer) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT pg_is_in_recovery() THEN RETURN 'promoted'; END IF;
  IF (pg_last_wal_replay_lsn() >= flushed AND begin_on_standby.timeline = (
        SELECT greatest(c.timeline_id, r.min_recovery_end_timeline) FROM pg_control_checkpoint() c, pg_control_recovery() r)) IS NOT TRUE THEN
    RETURN 'behind';
  END IF;
  PERFORM set_config('app.session', encode(session, 'hex'), true), set_config('app.request', coalesce(request, ''), true),
          set_config('app.address', coalesce(host(address), ''), true);
  RETURN CASE WHEN (auth.session()).id IS NULL THEN 'ended' ELSE 'begun' END;
END $$;
GRANT EXECUTE ON FUNCTION auth.begin_on_standby(bytea, text, inet, pg_lsn, integer) TO tracker_app;
