CREATE POLICY identities_for_functions ON vault.identities TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY identities_purging ON vault.identities TO tracker_eraser USING (true) WITH CHECK (false);
