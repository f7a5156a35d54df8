-- A task force sees the operations that it takes part in. An operation may be covert to everyone else.
CREATE POLICY operations_of_participants ON app.operations FOR SELECT
  USING ((SELECT auth.seat()) = 'national' OR task_force_id = (SELECT auth.task_force())
         OR EXISTS (SELECT FROM app.operation_task_forces p WHERE p.operation_id = operations.id));
CREATE POLICY operations_overseen ON app.operations FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY operations_run_by_supervisors ON app.operations
  USING ((SELECT auth.role()) = 'supervisor'
         AND ((SELECT auth.seat()) = 'national'
              OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))))
  WITH CHECK ((SELECT auth.role()) = 'supervisor'
         AND (((SELECT auth.seat()) = 'national' AND task_force_id IS NULL)
              OR ((SELECT auth.seat()) = 'task_force' AND task_force_id = (SELECT auth.task_force()))));
