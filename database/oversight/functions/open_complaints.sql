-- Returns the complaints that are open at an instant, with their facets. Merged complaints and copies by referral count at their original.
CREATE OR REPLACE FUNCTION oversight.open_complaints(at timestamptz, target_hours integer[])
  RETURNS TABLE (complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, priority smallint, source text,
                 state text, received_at timestamptz, is_sealed boolean, age_days integer, is_past_target boolean,
                 is_overdue boolean, is_expiring boolean, has_expired boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.id, c.task_force_id, c.agency_id, c.working_agency_id, c.priority, c.source, c.state, c.received_at, c.is_sealed,
         greatest(0, d.today - (d.began_at AT TIME ZONE f.zone)::date),
         coalesce(CASE WHEN d.stands IN ('received', 'in_triage', 'reopened', 'triaged')
                        AND open_complaints.at - d.began_at > d.allowed
                       THEN open_complaints.at - d.began_at
                            - (SELECT coalesce(sum(least(coalesce(h.ended_at, open_complaints.at), open_complaints.at) - greatest(h.held_at, d.began_at)), interval '0')
    FROM app.complaint_holds h
   WHERE h.task_force_id = c.task_force_id AND h.complaint_id = c.id
     AND h.held_at < open_complaints.at AND coalesce(h.ended_at, open_complaints.at) > d.began_at) > d.allowed END, false),
         coalesce(c.due_at < CASE c.state WHEN 'on_hold' THEN c.state_since ELSE open_complaints.at END, false),
         coalesce(d.stands IN ('received', 'in_triage', 'reopened') AND c.preserved_until >= d.today
                  AND c.preserved_until < d.today + 60, false),
         coalesce(d.stands IN ('received', 'in_triage', 'reopened') AND c.preserved_until < d.today, false)
    FROM app.task_forces f
    JOIN app.complaints c ON c.task_force_id = f.id
   CROSS JOIN LATERAL (SELECT CASE WHEN c.cycle = 1 THEN c.received_at
      ELSE (SELECT min(m.moved_at) FROM app.complaint_moves m
             WHERE m.task_force_id = c.task_force_id AND m.complaint_id = c.id AND m.to_state = 'reopened'
               AND m.cycle = c.cycle) END AS began_at,
                              (open_complaints.at AT TIME ZONE f.zone)::date AS today,
                              coalesce(c.state_before, c.state) AS stands,
                              make_interval(hours => open_complaints.target_hours[c.priority]) AS allowed OFFSET 0) d
   WHERE c.disposition IS NULL AND c.merged_into IS NULL AND c.referred_from IS NULL;
END;
