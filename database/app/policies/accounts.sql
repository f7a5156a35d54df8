CREATE POLICY accounts_kept_by_admins ON app.accounts
  USING ((SELECT auth.role()) = 'admin' AND id <> (SELECT auth.account())
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
  WITH CHECK ((SELECT auth.role()) = 'admin' AND id <> (SELECT auth.account())
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));
CREATE POLICY accounts_known_to_sign_in ON app.accounts TO tracker_owner USING (true) WITH CHECK (true);
-- Everyone sees their own account. Administrators and supervisors see those of their seat and below. Functions of the owner see all.
CREATE POLICY accounts_of_the_seat ON app.accounts FOR SELECT
  USING (id = (SELECT auth.account())
         OR ((SELECT auth.role()) NOT IN ('analyst', 'investigator')
             AND ((SELECT auth.seat()) = 'national'
                  OR (task_force_id = (SELECT auth.task_force())
                      AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency()))))));
