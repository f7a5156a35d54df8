CALL app.guard_by_complaint('app.arrests');
CREATE POLICY arrests_overseen ON app.arrests FOR SELECT TO tracker_oversight USING (true);
