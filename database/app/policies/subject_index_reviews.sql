CREATE POLICY subject_index_reviews_kept ON app.subject_index_reviews TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY subject_index_reviews_of_the_entry ON app.subject_index_reviews
  USING (task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND reviewed_by = (SELECT auth.account())
         AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id));
