CREATE POLICY encrypted_identities_for_functions ON vault.encrypted_identities TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY encrypted_identities_purging ON vault.encrypted_identities TO tracker_eraser USING (true) WITH CHECK (false);
