CALL app.guard_by_complaint('app.screenings');
CREATE POLICY screenings_overseen ON app.screenings FOR SELECT TO tracker_oversight USING (true);
