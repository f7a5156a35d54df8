-- Rights on the schema purge and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA purge TO tracker_owner, tracker_purge;
