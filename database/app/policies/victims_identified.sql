CALL app.guard_by_complaint('app.victims_identified');
CREATE POLICY victims_identified_overseen ON app.victims_identified FOR SELECT TO tracker_oversight USING (true);
