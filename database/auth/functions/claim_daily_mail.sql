-- Claims the daily mail of an account for a day, and returns the number of the attempt. Returns null if another process has claimed it, or if
-- the account may not sign in or did not ask for it. The claim is committed before the mail is sent, so none is sent twice.
CREATE OR REPLACE FUNCTION auth.claim_daily_mail(account uuid, day date, at timestamptz, ticket bytea) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE attempt integer;
BEGIN
  IF NOT EXISTS (SELECT FROM app.accounts a JOIN app.account_preferences p ON p.account_id = a.id
                  WHERE a.id = account AND p.daily_mail AND auth.may_sign_in(a)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO auth.daily_mails AS m (account_id, on_day, attempts, ticket_hash, ticket_ends_at)
  VALUES (account, day, 1, sha256(ticket), now() + interval '1 minute')
      ON CONFLICT (account_id) DO UPDATE
     SET on_day = excluded.on_day, attempts = CASE WHEN m.on_day < excluded.on_day THEN 1 ELSE m.attempts + 1 END,
         retry_at = NULL, ticket_hash = excluded.ticket_hash, ticket_ends_at = excluded.ticket_ends_at
   WHERE m.on_day < excluded.on_day OR (m.on_day = excluded.on_day AND m.retry_at <= at)
  RETURNING m.attempts INTO attempt;
  RETURN attempt;
END $$;
GRANT EXECUTE ON FUNCTION auth.claim_daily_mail(uuid, date, timestamptz, bytea) TO tracker_auth;
