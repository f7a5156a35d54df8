-- Rights on the schema vault and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA vault TO tracker_app, tracker_eraser;
GRANT SELECT, DELETE ON vault.identities TO tracker_eraser;
GRANT SELECT, DELETE ON vault.requests TO tracker_eraser;
GRANT SELECT, DELETE ON vault.encrypted_identities TO tracker_eraser;
GRANT SELECT, DELETE ON vault.tokens TO tracker_eraser;
