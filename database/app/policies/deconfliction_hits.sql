CALL app.guard_by_complaint('app.deconfliction_hits');
CREATE POLICY deconfliction_hits_kept ON app.deconfliction_hits TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY deconfliction_hits_overseen ON app.deconfliction_hits FOR SELECT TO tracker_oversight USING (true);
