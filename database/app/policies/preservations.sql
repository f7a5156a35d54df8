CALL app.guard_by_complaint('app.preservations');
CREATE POLICY preservations_overseen ON app.preservations FOR SELECT TO tracker_oversight USING (true);
