-- The author sees an export, and the supervisors of its seat and of the task force above.
CREATE POLICY exports_of_the_seat ON app.exports
  USING (created_by = (SELECT auth.account())
         OR ((SELECT auth.role()) = 'supervisor'
             AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
             AND ((SELECT auth.seat()) <> 'agency' OR agency_id = (SELECT auth.agency()))))
  WITH CHECK (created_by = (SELECT auth.account())
              AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
              AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
