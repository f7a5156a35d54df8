CALL app.guard_by_complaint('app.forensic_exams');
CREATE POLICY forensic_exams_overseen ON app.forensic_exams FOR SELECT TO tracker_oversight USING (true);
