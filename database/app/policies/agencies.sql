CREATE POLICY agencies_kept_by_admins ON app.agencies
  USING ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
         OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))))
  WITH CHECK ((SELECT auth.role()) = 'admin' AND ((SELECT auth.seat()) = 'national'
         OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
CREATE POLICY agencies_of_the_task_force ON app.agencies FOR SELECT
  USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()));
CREATE POLICY agencies_overseen ON app.agencies FOR SELECT TO tracker_oversight USING (true);
