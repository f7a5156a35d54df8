CREATE POLICY import_batches_ended ON app.import_batches FOR UPDATE TO tracker_oversight
  USING (state IN ('receiving', 'committing')) WITH CHECK (state IN ('failed', 'interrupted'));
CREATE POLICY import_batches_of_the_administrators ON app.import_batches
  USING (kind = 'agencies' AND (SELECT auth.role()) = 'admin' AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
         AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()))
  WITH CHECK (kind = 'agencies' AND (SELECT auth.role()) = 'admin'
              AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
              AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
-- A batch belongs to its own seat, so an import opens no other rows. Administrators import agencies and nothing else.
CREATE POLICY import_batches_of_the_seat ON app.import_batches
  USING (kind <> 'agencies' AND task_force_id = (SELECT auth.case_task_force())
         AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()))
  WITH CHECK (kind <> 'agencies' AND task_force_id = (SELECT auth.case_task_force())
              AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
CREATE POLICY import_batches_overseen ON app.import_batches FOR SELECT TO tracker_oversight USING (true);
