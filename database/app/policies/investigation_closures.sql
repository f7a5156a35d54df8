CREATE POLICY investigation_closures_of_the_investigation ON app.investigation_closures
  USING (task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id));
