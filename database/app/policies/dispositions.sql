CALL app.add_complaint_policies('app.dispositions', is_overseen => true);
CREATE POLICY dispositions_by_transfer ON app.dispositions FOR INSERT TO tracker_oversight
  WITH CHECK (code = 'referred_other_icac');
