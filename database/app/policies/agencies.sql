CREATE POLICY agencies_kept_by_admins ON app.agencies
  USING ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
         OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))))
  WITH CHECK ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
         OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
-- The task force is compared first: that is enough for most sessions, and each function looks the session up again.
CREATE POLICY agencies_of_the_task_force ON app.agencies FOR SELECT
  USING (task_force_id = (SELECT auth.task_force()) OR (SELECT auth.seat()) = 'national');
CREATE POLICY agencies_overseen ON app.agencies FOR SELECT TO tracker_oversight USING (true);
