CALL app.guard_by_complaint('app.suspects');
CREATE POLICY suspects_overseen ON app.suspects FOR SELECT TO tracker_oversight USING (true);
