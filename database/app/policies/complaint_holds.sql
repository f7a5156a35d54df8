CALL app.guard_by_complaint('app.complaint_holds');
CREATE POLICY complaint_holds_overseen ON app.complaint_holds FOR SELECT TO tracker_oversight USING (true);
