CALL app.guard_by_complaint('app.legal_processes');
CREATE POLICY legal_processes_overseen ON app.legal_processes FOR SELECT TO tracker_oversight USING (true);
