-- Whether a seat is at or below another. Nulls mean the national program and a task force.
CREATE OR REPLACE FUNCTION auth.is_at_or_below(task_force uuid, agency uuid, head_task_force uuid, head_agency uuid) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN head_task_force IS NULL
         OR coalesce(head_task_force = task_force AND (head_agency IS NULL OR head_agency = agency), false);
