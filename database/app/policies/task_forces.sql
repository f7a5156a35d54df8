CREATE POLICY task_forces_kept_nationally ON app.task_forces
  USING ((SELECT auth.role()) = 'admin' AND (SELECT auth.seat()) = 'national')
  WITH CHECK ((SELECT auth.role()) = 'admin' AND (SELECT auth.seat()) = 'national');
-- The list of task forces is public, and the national administrator maintains it.
CREATE POLICY task_forces_known_to_all ON app.task_forces FOR SELECT USING ((SELECT auth.account()) IS NOT NULL);
CREATE POLICY task_forces_known_to_functions ON app.task_forces FOR SELECT TO tracker_owner USING (true);
CREATE POLICY task_forces_overseen ON app.task_forces FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY task_forces_purging ON app.task_forces FOR SELECT TO tracker_eraser USING (true);
