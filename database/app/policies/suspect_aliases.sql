CALL app.guard_by_complaint('app.suspect_aliases');
CREATE POLICY suspect_aliases_overseen ON app.suspect_aliases FOR SELECT TO tracker_oversight USING (true);
