CREATE POLICY recertifications_of_the_seat ON app.recertifications
  USING ((SELECT auth.role()) IN ('admin', 'supervisor')
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
  WITH CHECK ((SELECT auth.role()) = 'admin' AND coalesce(signed_off_by, started_by) = (SELECT auth.account())
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))));
