-- Functions of the owner write for both sides.
CREATE POLICY subject_index_identifiers_kept ON app.subject_index_identifiers TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY subject_index_identifiers_of_the_entry ON app.subject_index_identifiers
  USING (task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id));
CREATE POLICY subject_index_identifiers_overseen ON app.subject_index_identifiers FOR SELECT TO tracker_oversight USING (true);
