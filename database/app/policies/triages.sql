CALL app.guard_by_complaint('app.triages');
CREATE POLICY triages_overseen ON app.triages FOR SELECT TO tracker_oversight USING (true);
