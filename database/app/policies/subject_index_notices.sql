CREATE POLICY subject_index_notices_kept ON app.subject_index_notices TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY subject_index_notices_of_the_recipient ON app.subject_index_notices
  USING (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id)
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id);
CREATE POLICY subject_index_notices_of_the_sender ON app.subject_index_notices FOR SELECT
  USING (from_task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), from_agency_id) = from_agency_id);
