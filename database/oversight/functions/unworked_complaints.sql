-- Returns the complaints that nobody works, with the reason: the open ones before their investigation, and those of a period that were
-- closed with a disposition that means no investigation. Merged complaints and copies by referral count at their original.
-- src/reporting/reports/timeliness/unworked.enums.ts lists the reasons.
CREATE OR REPLACE FUNCTION oversight.unworked_complaints(from_on date, until_on date)
  RETURNS TABLE (complaint_id uuid, task_force_id uuid, agency_id uuid, priority smallint, source text, reason text, disposition text,
                 received_at timestamptz, since timestamptz, is_sealed boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.id, c.task_force_id, c.agency_id, c.priority, c.source,
         CASE c.state WHEN 'received' THEN 'not_read' WHEN 'reopened' THEN 'not_read' WHEN 'in_triage' THEN 'awaiting_triage'
                      WHEN 'triaged' THEN 'awaiting_assignment' WHEN 'assigned' THEN 'awaiting_investigation' ELSE c.state END,
         NULL::text, c.received_at, c.state_since, c.is_sealed
    FROM app.complaints c
   WHERE c.disposition IS NULL AND c.merged_into IS NULL AND c.referred_from IS NULL
     AND coalesce(c.state_before, c.state) IN ('received', 'reopened', 'in_triage', 'triaged', 'assigned')
   UNION ALL
  SELECT c.id, c.task_force_id, c.agency_id, c.priority, c.source,
         CASE WHEN d.is_referred THEN 'referred' ELSE 'closed_without_investigation' END, c.disposition, c.received_at, c.state_since, c.is_sealed
    FROM app.task_forces f
    JOIN app.complaints c ON c.task_force_id = f.id
    JOIN app.disposition_codes d ON d.code = c.disposition AND NOT d.is_investigated
   WHERE c.state = 'closed' AND c.referred_from IS NULL
     AND c.state_since >= from_on::timestamp AT TIME ZONE f.zone AND c.state_since < until_on::timestamp AT TIME ZONE f.zone;
END;
