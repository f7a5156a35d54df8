-- Creates a one-time link. Only administrators invite, for approved accounts of their seat and below. Returns null for an account that has
-- had a factor. The account is locked before that is asked, so its owner does not set a password meanwhile (auth.enrol).
CREATE OR REPLACE FUNCTION auth.invite(account uuid, token_hash bytea, valid interval) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE inviting auth.sessions := auth.session(); invited app.accounts; until timestamptz := now() + valid;
BEGIN
  SELECT * INTO invited FROM app.accounts a WHERE a.id = account FOR NO KEY UPDATE;
  IF inviting.role IS DISTINCT FROM 'admin' OR inviting.kind <> 'session' OR invited.id IS NULL OR NOT auth.may_sign_in(invited)
     OR invited.id = inviting.account_id
     OR NOT auth.is_at_or_below(invited.task_force_id, invited.agency_id, inviting.task_force_id, inviting.agency_id) THEN
    RAISE EXCEPTION 'not an account to invite' USING ERRCODE = '42501';
  END IF;
  IF auth.is_enrolled(account) THEN RETURN NULL; END IF;
  UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = account AND i.used_at IS NULL;
  INSERT INTO auth.invitations (hash, account_id, expires_at, made_by) VALUES (sha256(token_hash), account, until, inviting.account_id);
  PERFORM audit.note('account.invited', account, request => nullif(current_setting('app.request', true), ''));
  RETURN until;
END $$;
GRANT EXECUTE ON FUNCTION auth.invite(uuid, bytea, interval) TO tracker_app;
