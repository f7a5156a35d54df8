CREATE POLICY factor_resets_known_to_sign_in ON app.factor_resets TO tracker_owner USING (true) WITH CHECK (true);
-- Readers of the account see the requests about it: the policies of accounts decide.
CREATE POLICY factor_resets_of_the_seat ON app.factor_resets
  USING ((SELECT auth.role()) IN ('admin', 'supervisor') AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id))
  WITH CHECK ((SELECT auth.role()) = 'admin' AND requested_by = (SELECT auth.account()) AND requested_at = now()
              AND approved_by IS NULL
              AND EXISTS (SELECT FROM app.accounts a
                           WHERE a.id = account_id AND a.task_force_id IS NOT DISTINCT FROM factor_resets.task_force_id));
