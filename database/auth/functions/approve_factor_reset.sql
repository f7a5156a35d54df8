-- Approves a factor reset: every factor is removed at once, and a link is made for the owner. Null where the request is approved, older
-- than a day or replaced by another, and where its requester could not make it any more: disabled, no administrator, or in a seat that does
-- not include the account.
CREATE OR REPLACE FUNCTION auth.approve_factor_reset(reset uuid, token_hash bytea) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  approving auth.sessions := auth.session();
  asked     app.factor_resets;
  requester app.accounts;
  reset_account    app.accounts;
  until     timestamptz := now() + interval '60 minutes';
BEGIN
  SELECT * INTO asked FROM app.factor_resets r WHERE r.id = reset;
  SELECT * INTO reset_account FROM app.accounts a WHERE a.id = asked.account_id FOR UPDATE;
  SELECT * INTO requester FROM app.accounts a WHERE a.id = asked.requested_by;
  IF reset_account.id IS NULL OR approving.id IS NULL OR approving.kind <> 'session' OR approving.role NOT IN ('admin', 'supervisor')
     OR NOT coalesce(approving.stepped_up_at > now() - interval '5 minutes', false)
     OR NOT auth.is_at_or_below(reset_account.task_force_id, reset_account.agency_id, approving.task_force_id, approving.agency_id)
     OR approving.account_id IN (asked.requested_by, reset_account.id) THEN
    RAISE EXCEPTION 'not a reset to approve' USING ERRCODE = '42501';
  END IF;
  IF NOT auth.may_sign_in(reset_account) OR NOT auth.may_sign_in(requester) OR requester.role <> 'admin'
     OR NOT auth.is_at_or_below(reset_account.task_force_id, reset_account.agency_id, requester.task_force_id, requester.agency_id)
     OR asked.requested_at <= now() - interval '24 hours'
     OR EXISTS (SELECT FROM app.factor_resets r
                 WHERE r.account_id = reset_account.id AND r.approved_at >= asked.requested_at) THEN
    RETURN NULL;
  END IF;
  UPDATE app.factor_resets r SET approved_by = approving.account_id, approved_at = now() WHERE r.id = reset;
  UPDATE auth.sessions s SET ended_at = now() WHERE s.account_id = reset_account.id AND s.ended_at IS NULL;
  DELETE FROM auth.credentials c WHERE c.account_id = reset_account.id;
  PERFORM auth.delete_factors(reset_account.id);
  UPDATE auth.invitations i SET expires_at = now() WHERE i.account_id = reset_account.id AND i.used_at IS NULL AND now() < i.expires_at;
  INSERT INTO auth.invitations (hash, account_id, expires_at, made_by) VALUES (sha256(token_hash), reset_account.id, until, approving.account_id);
  RETURN until;
END $$;
GRANT EXECUTE ON FUNCTION auth.approve_factor_reset(uuid, bytea) TO tracker_app;
