-- Functions of the owner write for sessions of other task forces.
CREATE POLICY subject_index_entries_kept ON app.subject_index_entries TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY subject_index_entries_of_the_seat ON app.subject_index_entries
  USING (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND ((SELECT auth.sees_sealed()) OR review_called_for IS DISTINCT FROM 'case_sealed'))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND ((SELECT auth.sees_sealed()) OR review_called_for IS DISTINCT FROM 'case_sealed'));
CREATE POLICY subject_index_entries_overseen ON app.subject_index_entries FOR SELECT TO tracker_oversight USING (true);
