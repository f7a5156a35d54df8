CREATE POLICY process_templates_of_the_task_force ON app.process_templates
  USING (task_force_id = (SELECT auth.case_task_force()))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force()));
