-- Returns the task forces whose table of common values is older than an instant, the oldest first.
CREATE OR REPLACE FUNCTION oversight.stale_commonness(min_age interval) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT t.id FROM app.task_forces t LEFT JOIN search.commonness_runs r ON r.task_force_id = t.id
   WHERE r.computed_at IS NULL OR r.computed_at <= now() - stale_commonness.min_age
   ORDER BY r.computed_at NULLS FIRST;
END;
GRANT EXECUTE ON FUNCTION oversight.stale_commonness(interval) TO tracker_app;
