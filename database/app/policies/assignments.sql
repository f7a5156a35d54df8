CALL app.guard_by_complaint('app.assignments');
CREATE POLICY assignments_by_referral ON app.assignments FOR INSERT TO tracker_oversight WITH CHECK (true);
CREATE POLICY assignments_overseen ON app.assignments FOR SELECT TO tracker_oversight USING (true);
