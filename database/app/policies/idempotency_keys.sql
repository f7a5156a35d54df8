CREATE POLICY idempotency_keys_of_the_caller ON app.idempotency_keys
  USING (account_id = (SELECT auth.account()) AND caller_id = (SELECT auth.caller()))
  WITH CHECK (account_id = (SELECT auth.account()) AND caller_id = (SELECT auth.caller()));
CREATE POLICY idempotency_keys_too_old ON app.idempotency_keys TO tracker_owner
  USING (claimed_at < now() - interval '48 hours') WITH CHECK (false);
