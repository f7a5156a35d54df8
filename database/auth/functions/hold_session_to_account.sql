-- Rejects a session or key of an account that is not open, or that outlives it. Every path to a session passes this trigger.
CREATE OR REPLACE FUNCTION auth.hold_session_to_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE owner app.accounts;
BEGIN
  SELECT * INTO owner FROM app.accounts a WHERE a.id = new.account_id;
  IF NOT auth.may_sign_in(owner) THEN RAISE EXCEPTION 'the account is not open' USING ERRCODE = '42501'; END IF;
  new.expires_at := least(new.expires_at, owner.ends_at);
  RETURN new;
END $$;
