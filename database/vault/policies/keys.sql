CREATE POLICY keys_for_functions ON vault.keys TO tracker_owner USING (true) WITH CHECK (true);
