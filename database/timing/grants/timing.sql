-- Rights on the schema timing and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA timing TO tracker_oversight;
GRANT SELECT, INSERT, UPDATE, DELETE ON timing.timings TO tracker_oversight;
