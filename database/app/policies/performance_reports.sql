CREATE POLICY performance_reports_of_the_seat ON app.performance_reports
  USING ((task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL)
         OR (state = 'locked' AND (SELECT auth.seat()) = 'national' AND (SELECT auth.role()) IN ('investigator', 'supervisor')))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
              AND (SELECT auth.role()) = 'supervisor');
