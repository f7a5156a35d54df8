CREATE POLICY account_batches_of_the_seat ON app.account_batches
  USING ((SELECT auth.role()) = 'admin'
         AND ((SELECT auth.seat()) = 'national'
              OR (task_force_id = (SELECT auth.task_force())
                  AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))))
  WITH CHECK ((SELECT auth.role()) = 'admin' AND created_by = (SELECT auth.account())
         AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
         AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
