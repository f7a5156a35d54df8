CALL app.guard_by_complaint('app.investigation_complaints');
CREATE POLICY investigation_complaints_overseen ON app.investigation_complaints FOR SELECT TO tracker_oversight USING (true);
