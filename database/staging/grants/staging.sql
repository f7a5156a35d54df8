-- Rights on the schema staging and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA staging TO tracker_app, tracker_eraser;
GRANT SELECT, INSERT, UPDATE (key_id, wrapped_key, body, saved_at, expires_at, ended_at, outcome, version) ON staging.drafts TO tracker_app;
GRANT SELECT, UPDATE (wrapped_key, body), DELETE ON staging.drafts TO tracker_eraser;
GRANT SELECT, INSERT, DELETE ON staging.import_faults TO tracker_app;
GRANT SELECT, INSERT, DELETE ON staging.import_rows TO tracker_app;
