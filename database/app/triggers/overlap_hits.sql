-- Triggers of app.overlap_hits.
SELECT audit.watch('app.overlap_hits', 'of_task_force_id', 'event_id');
