CALL app.guard_by_complaint('app.identifiers');
CREATE POLICY identifiers_overseen ON app.identifiers FOR SELECT TO tracker_oversight USING (true);
