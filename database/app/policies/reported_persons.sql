CALL app.guard_by_complaint('app.reported_persons');
CREATE POLICY reported_persons_overseen ON app.reported_persons FOR SELECT TO tracker_oversight USING (true);
