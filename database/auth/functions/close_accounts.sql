-- Disables temporary accounts past their end and accounts unused for too long, with an entry each. Needs no session: it does only what the
-- rows require.
CREATE OR REPLACE FUNCTION auth.close_accounts(unused_days integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended bigint; unused bigint; longest interval := make_interval(days => least(greatest(unused_days, 30), 90));
BEGIN
  PERFORM audit.begin_change('account.ended', NULL, 'It was temporary.', NULL);
  UPDATE app.accounts a SET disabled_at = now(), disabled_reason = 'It was temporary.', version = a.version + 1
   WHERE a.id IN (SELECT o.id FROM app.accounts o WHERE o.disabled_at IS NULL AND o.ends_at <= now() FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS ended = ROW_COUNT;
  PERFORM audit.begin_change('account.lapsed', NULL, 'Nobody signed in with it for too long.', NULL);
  UPDATE app.accounts a
     SET disabled_at = now(), disabled_reason = 'Nobody signed in with it for too long.', version = a.version + 1
   WHERE a.id IN (SELECT o.id FROM app.accounts o
                   WHERE o.disabled_at IS NULL AND auth.is_unused(o, longest) FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS unused = ROW_COUNT;
  RETURN ended + unused;
END $$;
GRANT EXECUTE ON FUNCTION auth.close_accounts(integer) TO tracker_app;
