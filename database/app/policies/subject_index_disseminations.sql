CREATE POLICY subject_index_disseminations_change_refused ON app.subject_index_disseminations TO tracker_owner
  USING (true) WITH CHECK (true);
-- The giver writes a dissemination by hand. A function writes the answers to queries.
CREATE POLICY subject_index_disseminations_of_the_giver ON app.subject_index_disseminations
  USING (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id)
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND query_id IS NULL AND given_by = (SELECT auth.account()));
CREATE POLICY subject_index_disseminations_overseen ON app.subject_index_disseminations FOR SELECT TO tracker_oversight
  USING (true);
