-- Only the author sees a draft, and only while its complaint or report is visible to the author.
CREATE POLICY drafts_of_the_author ON staging.drafts TO tracker_app
  USING (saved_by = (SELECT auth.account()) AND task_force_id = (SELECT auth.case_task_force())
         AND (complaint_id IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id))
         AND (report_id IS NULL OR EXISTS (SELECT FROM app.performance_reports r WHERE r.id = report_id)))
  WITH CHECK (saved_by = (SELECT auth.account()) AND task_force_id = (SELECT auth.case_task_force())
              AND (complaint_id IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id))
              AND (report_id IS NULL OR EXISTS (SELECT FROM app.performance_reports r WHERE r.id = report_id)));
-- A rotation of the vault's keys re-wraps these keys, an expungement erases the text, and the limits of an account count all its drafts.
CREATE POLICY drafts_of_all ON staging.drafts TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY drafts_purging ON staging.drafts TO tracker_eraser USING (true) WITH CHECK (wrapped_key IS NULL AND body IS NULL);
