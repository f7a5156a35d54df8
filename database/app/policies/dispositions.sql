CALL app.guard_by_complaint('app.dispositions');
CREATE POLICY dispositions_by_transfer ON app.dispositions FOR INSERT TO tracker_oversight
  WITH CHECK (code = 'referred_other_icac');
CREATE POLICY dispositions_overseen ON app.dispositions FOR SELECT TO tracker_oversight USING (true);
