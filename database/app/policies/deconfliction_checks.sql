CALL app.add_complaint_policies('app.deconfliction_checks');
CREATE POLICY deconfliction_checks_kept ON app.deconfliction_checks TO tracker_owner USING (true) WITH CHECK (true);
