CALL app.add_complaint_policies('app.tip_versions');
-- A rotation of the vault's keys re-wraps these keys, too.
CREATE POLICY tip_versions_rotated ON app.tip_versions TO tracker_owner USING (true) WITH CHECK (true);
