CALL app.add_complaint_policies('app.assignments', is_overseen => true);
CREATE POLICY assignments_by_referral ON app.assignments FOR INSERT TO tracker_oversight WITH CHECK (true);
