-- Rights on the schema audit and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA audit TO tracker_app, tracker_auth, tracker_oversight, tracker_signer, tracker_auditor;
GRANT SELECT ON audit.archive_signatures TO tracker_signer, tracker_auditor;
GRANT SELECT ON audit.archives TO tracker_signer, tracker_auditor;
GRANT SELECT ON audit.entries TO tracker_auditor;
GRANT SELECT ON audit.heads TO tracker_signer, tracker_auditor;
GRANT SELECT ON audit.links TO tracker_auditor;
GRANT SELECT ON audit.signatures TO tracker_signer, tracker_auditor;
GRANT SELECT ON audit.unlinked_entries TO tracker_auditor;
