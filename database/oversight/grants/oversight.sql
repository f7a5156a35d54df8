-- Rights on the schema oversight and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA oversight TO tracker_owner, tracker_app, tracker_eraser;
GRANT SELECT, INSERT, UPDATE, DELETE ON oversight.pending_notices TO tracker_owner;
