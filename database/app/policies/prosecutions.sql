CALL app.guard_by_complaint('app.prosecutions');
CREATE POLICY prosecutions_overseen ON app.prosecutions FOR SELECT TO tracker_oversight USING (true);
