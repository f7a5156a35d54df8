-- Returns the accounts that asked for the daily mail and may sign in, each with its zone and the latest claim. The caller decides whose day has
-- come, because it knows the zones that a preference may name.
CREATE OR REPLACE FUNCTION auth.daily_mail_readers() RETURNS TABLE (account_id uuid, zone text, on_day date, retry_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT a.id, coalesce(p.zone, t.zone, 'UTC'), m.on_day, m.retry_at
                 FROM app.account_preferences p
                 JOIN app.accounts a ON a.id = p.account_id
                 LEFT JOIN app.task_forces t ON t.id = a.task_force_id
                 LEFT JOIN auth.daily_mails m ON m.account_id = a.id
                WHERE p.daily_mail AND auth.may_sign_in(a)
                ORDER BY a.id;
END $$;
GRANT EXECUTE ON FUNCTION auth.daily_mail_readers() TO tracker_auth;
