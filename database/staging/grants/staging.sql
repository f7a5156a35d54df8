-- Rights on the schema staging and its tables: every right that a role other than the owner has.
GRANT USAGE ON SCHEMA staging TO tracker_app, tracker_eraser;
-- All columns but mentioned_ids: only vault.warn_of_names reads and writes which children have their entry.
GRANT SELECT (id, task_force_id, saved_by, kind, complaint_id, report_id, key_id, wrapped_key, body, begun_at, saved_at, expires_at, ended_at, outcome, version),
      INSERT (id, task_force_id, saved_by, kind, complaint_id, report_id, key_id, wrapped_key, body, begun_at, saved_at, expires_at, version),
      UPDATE (key_id, wrapped_key, body, saved_at, expires_at, ended_at, outcome, version)
   ON staging.drafts TO tracker_app;
GRANT SELECT, UPDATE (wrapped_key, body, mentioned_ids), DELETE ON staging.drafts TO tracker_eraser;
GRANT SELECT, INSERT, DELETE ON staging.import_faults TO tracker_app;
GRANT SELECT, INSERT, DELETE ON staging.import_rows TO tracker_app;
