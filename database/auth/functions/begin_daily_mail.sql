-- Begins the read-only transaction that counts what waits for an account, by the ticket of its claim, and returns its session as
-- auth.begin_request does. Row security is that of the account. The session exists in this transaction alone: now() is its beginning, so the session has ended for
-- every later one, and the ticket opens it for a minute at most.
CREATE OR REPLACE FUNCTION auth.begin_daily_mail(ticket bytea, request text)
  RETURNS TABLE (account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[],
                 is_stepped_up boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reader app.accounts; opened auth.sessions;
BEGIN
  PERFORM auth.lock_schema();
  SELECT a.* INTO reader FROM auth.daily_mails m JOIN app.accounts a ON a.id = m.account_id
   WHERE m.ticket_hash = sha256(ticket) AND now() < m.ticket_ends_at;
  IF reader.id IS NULL OR NOT auth.may_sign_in(reader) THEN RETURN; END IF;
  INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
  VALUES (sha256(ticket), gen_random_uuid(), reader.id, reader.role, reader.task_force_id, reader.agency_id,
          interval '1 minute', now() + interval '1 microsecond')
  RETURNING * INTO opened;
  PERFORM set_config('app.session', encode(ticket, 'hex'), true), set_config('app.request', request, true),
          set_config('app.address', '', true), set_config('transaction_read_only', 'on', true);
  RETURN QUERY SELECT opened.account_id, opened.id, opened.role, opened.task_force_id, opened.agency_id, opened.scopes, false;
END $$;
GRANT EXECUTE ON FUNCTION auth.begin_daily_mail(bytea, text) TO tracker_app;
