CREATE POLICY transfers_answered ON app.transfers FOR UPDATE
  USING (to_task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id)
  WITH CHECK (to_task_force_id = (SELECT auth.case_task_force())
              AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id);
-- An expungement needs the consent of neither side. An update finds only rows that the other policies show.
CREATE POLICY transfers_expunged ON app.transfers FOR UPDATE TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY transfers_offered ON app.transfers
  USING (task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND ((SELECT auth.sees_sealed()) OR NOT oversight.is_sealed(complaint_id)))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), agency_id) = agency_id
              AND state = 'offered' AND offered_by = (SELECT auth.account())
              AND EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id));
CREATE POLICY transfers_overseen ON app.transfers FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY transfers_purging ON app.transfers TO tracker_eraser USING (true) WITH CHECK (false);
-- The receiver sees the offer unless it is sealed at the sender's or at its own.
CREATE POLICY transfers_received ON app.transfers FOR SELECT
  USING (to_task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id
         AND ((SELECT auth.sees_sealed())
              OR NOT (oversight.is_sealed(complaint_id) OR oversight.is_sealed(became_complaint_id))));
CREATE POLICY transfers_settled ON app.transfers FOR UPDATE TO tracker_oversight
  USING (state = 'offered') WITH CHECK (state <> 'offered');
