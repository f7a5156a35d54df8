CREATE POLICY tokens_for_functions ON vault.tokens TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY tokens_purging ON vault.tokens TO tracker_eraser USING (true) WITH CHECK (false);
