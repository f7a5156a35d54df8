CREATE POLICY subject_index_queries_kept ON app.subject_index_queries TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY subject_index_queries_of_the_asker ON app.subject_index_queries
  USING (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND ((SELECT auth.role()) = 'supervisor' OR asked_by = (SELECT auth.account())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND asked_by = (SELECT auth.account()));
CREATE POLICY subject_index_queries_overseen ON app.subject_index_queries FOR SELECT TO tracker_oversight USING (true);
