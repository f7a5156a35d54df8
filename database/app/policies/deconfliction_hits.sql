CALL app.add_complaint_policies('app.deconfliction_hits', is_overseen => true);
CREATE POLICY deconfliction_hits_kept ON app.deconfliction_hits TO tracker_owner USING (true) WITH CHECK (true);
