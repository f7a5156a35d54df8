CALL app.guard_by_complaint('app.prosecution_referrals');
CREATE POLICY prosecution_referrals_overseen ON app.prosecution_referrals FOR SELECT TO tracker_oversight USING (true);
