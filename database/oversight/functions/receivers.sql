-- Returns a page of agencies with an agreement, by name.
CREATE OR REPLACE FUNCTION oversight.receivers(day date, of_task_force uuid, words text, after uuid, most integer)
  RETURNS TABLE (id uuid, task_force_id uuid, name text, state text) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT a.id, a.task_force_id, a.name, a.state
    FROM app.agencies a
   WHERE auth.case_task_force() IS NOT NULL
     AND (receivers.of_task_force IS NULL OR a.task_force_id = receivers.of_task_force)
     AND (receivers.words IS NULL OR strpos(lower(a.name), lower(receivers.words)) > 0)
     AND (receivers.after IS NULL
          OR (a.name, a.id) > (SELECT l.name, l.id FROM app.agencies l WHERE l.id = receivers.after))
     AND oversight.has_agreement(a.id, receivers.day)
   ORDER BY a.name, a.id LIMIT receivers.most;
END;
GRANT EXECUTE ON FUNCTION oversight.receivers(date, uuid, text, uuid, integer) TO tracker_app;
