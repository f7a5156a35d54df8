CALL app.add_complaint_policies('app.disclosures', is_overseen => true);
CREATE POLICY disclosures_by_hand_over ON app.disclosures FOR INSERT TO tracker_oversight
  WITH CHECK (what IN ('transfer', 'referral'));
