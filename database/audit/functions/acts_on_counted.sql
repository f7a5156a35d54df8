-- Returns the acts of the reader's task force on the counted records that were not committed when a return was counted. A transaction that
-- was under way then has an earlier time and was not seen.
CREATE OR REPLACE FUNCTION audit.acts_on_counted(of_return uuid, measures text[], records uuid[], complaints uuid[])
  RETURNS TABLE (measure text, record_id uuid, seq bigint, at timestamptz, account_id uuid, account_name text, action text,
                 reason text, was jsonb, became jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH made AS MATERIALIZED (
    SELECT r.task_force_id, r.operation_id, r.counted_at, r.counted_snapshot::pg_snapshot AS seen FROM app.performance_reports r
     WHERE r.id = acts_on_counted.of_return AND r.task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
       AND (SELECT auth.role()) = 'supervisor'
  ), counted AS MATERIALIZED (
    SELECT k.measure, k.record, k.complaint
      FROM unnest(acts_on_counted.measures, acts_on_counted.records, acts_on_counted.complaints) k (measure, record, complaint)
  ), persons AS MATERIALIZED (
    SELECT k.record, s.task_force_id, coalesce(s.same_person_as, s.id) AS id
      FROM counted k JOIN app.arrests a ON a.id = k.record
      JOIN app.suspects s ON s.task_force_id = a.task_force_id AND s.id = a.suspect_id
     WHERE k.measure = 'persons_arrested'
  ), suspects AS MATERIALIZED (
    SELECT p.record, s.id, s.complaint_id FROM persons p JOIN app.suspects s ON s.task_force_id = p.task_force_id AND s.id = p.id
    UNION
    SELECT p.record, s.id, s.complaint_id FROM persons p
      JOIN app.suspects s ON s.task_force_id = p.task_force_id AND s.same_person_as = p.id
    UNION
    SELECT p.record, o.row_id, o.complaint_id FROM persons p CROSS JOIN made m
      JOIN audit.entries o ON o.action = 'suspect.unlinked' AND o.task_force_id = m.task_force_id
       AND o.at > m.counted_at - interval '1 day' AND o.source = 'suspects' AND o.was ->> 'same_person_as' = p.id::text
  ), found AS (
    SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
           o.was, o.became
      FROM counted k JOIN app.complaints c ON c.id = k.complaint
      JOIN audit.entries o ON o.complaint_id = k.complaint
       AND (o.row_id = k.record
            OR (o.source = 'complaints'
                AND o.became ?| ARRAY['type', 'mode', 'agency_id', 'merged_into', 'transferred_to', 'received_on']))
    UNION ALL
    SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
           o.was, o.became
      FROM counted k JOIN audit.entries o ON o.subject = k.record AND o.subject IS DISTINCT FROM o.complaint_id AND o.row_id = k.record
     WHERE k.complaint IS NULL
    UNION ALL
    SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
           o.was, o.became
      FROM counted k JOIN audit.entries o ON o.row_id = k.record AND o.row_id IS DISTINCT FROM o.subject
     WHERE k.complaint IS NULL
    UNION ALL
    SELECT 'persons_arrested', s.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason,
           o.source, o.was, o.became
      FROM suspects s JOIN app.complaints c ON c.id = s.complaint_id
      JOIN audit.entries o ON o.complaint_id = s.complaint_id
       AND ((o.source = 'suspects' AND o.row_id = s.id AND o.became ? 'same_person_as')
            OR (o.source = 'arrests' AND (o.was IS NULL OR o.became ?| ARRAY['arrested_on', 'voided_at'])
                AND EXISTS (SELECT FROM app.arrests a WHERE a.id = o.row_id AND a.suspect_id = s.id)))
    UNION ALL
    SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
           o.was, o.became
      FROM made m JOIN audit.entries o ON o.subject = m.operation_id AND o.subject IS DISTINCT FROM o.complaint_id
       AND o.source = 'operation_members'
      JOIN app.operation_members t ON t.id = o.row_id
      JOIN counted k ON k.record IN (t.complaint_id, t.arrest_id, t.victim_id, t.presentation_id) OR k.complaint = t.complaint_id
    UNION ALL
    SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
           o.was, o.became
      FROM made m JOIN audit.entries o ON o.subject = m.operation_id AND o.subject IS DISTINCT FROM o.complaint_id
       AND o.source = 'operations' AND o.became ? 'membership'
     CROSS JOIN counted k
  )
  SELECT DISTINCT ON (f.measure, f.record, f.seq) f.measure, f.record, f.seq, f.at, f.account_id, who.name, f.action, f.reason, f.was,
         f.became
    FROM found f JOIN made m ON m.task_force_id = f.task_force_id LEFT JOIN app.accounts who ON who.id = f.account_id
   WHERE f.at > m.counted_at - interval '1 day' AND (f.at > m.counted_at OR NOT pg_visible_in_snapshot(f.transaction, m.seen))
     AND f.source IS NOT NULL AND f.outcome = 'done'
   ORDER BY f.measure, f.record, f.seq;
END;
GRANT EXECUTE ON FUNCTION audit.acts_on_counted(uuid, text[], uuid[], uuid[]) TO tracker_app;
