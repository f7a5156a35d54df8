CREATE POLICY requests_for_functions ON vault.requests TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY requests_purging ON vault.requests TO tracker_eraser USING (true) WITH CHECK (false);
