-- Rights on the schema search and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA search TO tracker_oversight;
GRANT SELECT, INSERT, DELETE ON search.common_values TO tracker_oversight;
GRANT SELECT, INSERT, UPDATE ON search.commonness_runs TO tracker_oversight;
GRANT SELECT, INSERT, UPDATE, DELETE ON search.complaints TO tracker_oversight;
GRANT SELECT, INSERT, UPDATE, DELETE ON search.names TO tracker_oversight;
