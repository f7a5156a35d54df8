-- Rights on the schema auth and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA auth TO tracker_app, tracker_auth, tracker_oversight;
