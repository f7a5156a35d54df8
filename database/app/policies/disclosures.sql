CALL app.guard_by_complaint('app.disclosures');
CREATE POLICY disclosures_by_hand_over ON app.disclosures FOR INSERT TO tracker_oversight
  WITH CHECK (what IN ('transfer', 'referral'));
CREATE POLICY disclosures_overseen ON app.disclosures FOR SELECT TO tracker_oversight USING (true);
