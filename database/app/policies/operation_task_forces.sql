CREATE POLICY operation_task_forces_of_the_seat ON app.operation_task_forces
  USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force()))
  WITH CHECK ((SELECT auth.role()) = 'supervisor' AND app.runs_operation(operation_id)
         AND ((SELECT auth.seat()) = 'national'
              OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
CREATE POLICY operation_task_forces_overseen ON app.operation_task_forces FOR SELECT TO tracker_oversight USING (true);
