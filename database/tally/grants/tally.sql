-- Rights on the schema tally and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA tally TO tracker_owner;
