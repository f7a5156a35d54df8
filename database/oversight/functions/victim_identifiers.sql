-- Returns the victims' identifiers of a task force that have one of these values.
CREATE OR REPLACE FUNCTION oversight.victim_identifiers(task_force uuid, kinds text[], "values" text[])
  RETURNS TABLE (kind text, normalised text, identifier_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT DISTINCT v.kind, v.normalised COLLATE "default", v.id
    FROM unnest(victim_identifiers.kinds, victim_identifiers."values") asked (kind, normalised)
    JOIN app.identifiers v ON v.task_force_id = victim_identifiers.task_force AND v.normalised = asked.normalised COLLATE "C"
                          AND v.kind = asked.kind AND v.role = 'victim' AND v.voided_at IS NULL;
END;
GRANT EXECUTE ON FUNCTION oversight.victim_identifiers(uuid, text[], text[]) TO tracker_owner;
