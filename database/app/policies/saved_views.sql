CREATE POLICY saved_views_of_whom_they_are_for ON app.saved_views
  USING (task_force_id = (SELECT auth.case_task_force())
         AND (saved_by = (SELECT auth.account()) OR shared_with = 'task_force'
              OR (shared_with = 'agency' AND agency_id = (SELECT auth.agency()))))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND saved_by = (SELECT auth.account())
              AND (shared_with <> 'agency' OR agency_id = (SELECT auth.agency())));
