CREATE POLICY import_rows_of_the_batch ON staging.import_rows TO tracker_app
  USING (batch_id IN (SELECT b.id FROM app.import_batches b)) WITH CHECK (batch_id IN (SELECT b.id FROM app.import_batches b));
-- Staged rows are deleted after a week, and faults after 90 days.
CREATE POLICY import_rows_too_old ON staging.import_rows TO tracker_owner
  USING (staged_at < now() - interval '7 days') WITH CHECK (false);
