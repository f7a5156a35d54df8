CREATE POLICY identity_access_withdrawals_for_functions ON app.identity_access_withdrawals TO tracker_owner
  USING (true) WITH CHECK (true);
-- A supervisor sees those of the accounts that the supervisor sees: the policies of accounts decide.
CREATE POLICY identity_access_withdrawals_of_the_seat ON app.identity_access_withdrawals
  USING ((SELECT auth.role()) = 'supervisor' AND task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id))
  WITH CHECK ((SELECT auth.role()) = 'supervisor' AND task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account_id)
         AND coalesce(restoration_requested_by, withdrawn_by) = (SELECT auth.account()) AND restored_by IS NULL);
