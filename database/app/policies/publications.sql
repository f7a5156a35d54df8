-- The supervisors of the publishing seat see it, and those of the task force above an agency.
CREATE POLICY publications_of_the_seat ON app.publications
  USING ((SELECT auth.role()) = 'supervisor'
         AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
         AND ((SELECT auth.seat()) <> 'agency' OR agency_id = (SELECT auth.agency())))
  WITH CHECK ((SELECT auth.role()) = 'supervisor'
              AND published_by = (SELECT auth.account())
              AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
              AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
CREATE POLICY publications_overseen ON app.publications FOR SELECT TO tracker_oversight USING (true);
