-- Row security of vault.sealed_identities.
CREATE POLICY sealed_identities_for_functions ON vault.sealed_identities TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY sealed_identities_purging ON vault.sealed_identities TO tracker_eraser USING (true) WITH CHECK (false);
