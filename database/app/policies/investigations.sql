-- The leading agency sees it, a task force all of its own, and every reader of one of its complaints.
CREATE POLICY investigations_of_the_seat ON app.investigations
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((coalesce((SELECT auth.agency()), agency_id) = agency_id
               AND ((SELECT auth.sees_sealed()) OR NOT oversight.is_all_sealed(id)))
              OR EXISTS (SELECT FROM app.investigation_complaints l
                          WHERE l.investigation_id = investigations.id AND l.ended_at IS NULL)))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((coalesce((SELECT auth.agency()), agency_id) = agency_id
               AND ((SELECT auth.sees_sealed()) OR NOT oversight.is_all_sealed(id)))
              OR EXISTS (SELECT FROM app.investigation_complaints l
                          WHERE l.investigation_id = investigations.id AND l.ended_at IS NULL)));
CREATE POLICY investigations_overseen ON app.investigations FOR SELECT TO tracker_oversight USING (true);
