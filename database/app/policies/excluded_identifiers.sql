CREATE POLICY excluded_identifiers_of_the_task_force ON app.excluded_identifiers
  USING (task_force_id = (SELECT auth.case_task_force()))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force()));
