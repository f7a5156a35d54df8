CREATE POLICY performance_report_records_of_the_seat ON app.performance_report_records
  USING (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
         AND (SELECT auth.role()) = 'supervisor')
  WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
              AND (SELECT auth.role()) = 'supervisor');
