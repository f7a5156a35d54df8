-- Declares the action, reason and request of the transaction's changes. The session row supplies the person.
CREATE OR REPLACE FUNCTION audit.begin_change(action text, subject uuid, reason text, request text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.action', action, true),
          set_config('app.subject', coalesce(subject::text, ''), true),
          set_config('app.reason', coalesce(reason, ''), true),
          set_config('app.request', coalesce(request, ''), true);
END $$;
GRANT EXECUTE ON FUNCTION audit.begin_change(text, uuid, text, text) TO tracker_app;
