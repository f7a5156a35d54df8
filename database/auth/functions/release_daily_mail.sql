-- Allows the daily mail of a day to be claimed again from a time on, because it was certainly not sent.
CREATE OR REPLACE FUNCTION auth.release_daily_mail(account uuid, day date, again_at timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE auth.daily_mails m SET retry_at = again_at, ticket_hash = NULL, ticket_ends_at = NULL
   WHERE m.account_id = account AND m.on_day = day
$$;
GRANT EXECUTE ON FUNCTION auth.release_daily_mail(uuid, date, timestamptz) TO tracker_auth;
