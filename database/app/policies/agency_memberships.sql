CREATE POLICY agency_memberships_kept_by_admins ON app.agency_memberships
  USING ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
         OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))))
  WITH CHECK ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
         OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
CREATE POLICY agency_memberships_of_the_task_force ON app.agency_memberships FOR SELECT
  USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()));
CREATE POLICY agency_memberships_overseen ON app.agency_memberships FOR SELECT TO tracker_oversight USING (true);
