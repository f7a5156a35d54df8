CREATE POLICY import_faults_of_the_batch ON staging.import_faults TO tracker_app
  USING (batch_id IN (SELECT b.id FROM app.import_batches b)) WITH CHECK (batch_id IN (SELECT b.id FROM app.import_batches b));
CREATE POLICY import_faults_too_old ON staging.import_faults TO tracker_owner
  USING (staged_at < now() - interval '90 days') WITH CHECK (false);
