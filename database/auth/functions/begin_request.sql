-- Begins the transaction of a request and returns its session. Returns no row for an unknown session, or for a key used from a network that
-- is not its own. A read gets a read-only transaction. Use extends the session, unless auth.begin_background_request called this function.
CREATE OR REPLACE FUNCTION auth.begin_request(session bytea, is_read_only boolean, request text, address inet)
  RETURNS TABLE (account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[],
                 is_stepped_up boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions;
BEGIN
  PERFORM auth.lock_schema();
  PERFORM set_config('app.session', encode(session, 'hex'), true), set_config('app.request', coalesce(request, ''), true),
          set_config('app.address', coalesce(host(address), ''), true);
  living := auth.session();
  IF living.id IS NULL THEN RETURN; END IF;
  IF living.kind = 'key' AND NOT coalesce(address <<= ANY (living.networks), false) THEN
    PERFORM set_config('app.session', '', true);
    RETURN;
  END IF;
  IF living.seen_at < now() - interval '1 minute'
     AND (living.kind = 'key' OR current_setting('app.background', true) IS DISTINCT FROM 'on') THEN
    UPDATE auth.sessions s SET seen_at = now()
     WHERE s.hash IN (SELECT o.hash FROM auth.sessions o WHERE o.id = living.id FOR UPDATE SKIP LOCKED);
  END IF;
  IF is_read_only THEN PERFORM set_config('transaction_read_only', 'on', true); END IF;
  RETURN QUERY SELECT living.account_id, living.id, living.role, living.task_force_id, living.agency_id, living.scopes,
                      coalesce(living.stepped_up_at > now() - interval '5 minutes', false);
END $$;
GRANT EXECUTE ON FUNCTION auth.begin_request(bytea, boolean, text, inet) TO tracker_app;
