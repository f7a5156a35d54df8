-- Returns each stopped clock of these complaints, from the decisions themselves. An event at the instant a cycle begins belongs to the
-- cycle before.
CREATE OR REPLACE FUNCTION oversight.timings_of(complaints uuid[])
  RETURNS TABLE (record_id uuid, measure text, cycle smallint, complaint_id uuid, task_force_id uuid, agency_id uuid,
                 priority smallint, source text, stopped_on date, wall_seconds bigint, working_seconds bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH cycles AS (
    SELECT c.id, c.task_force_id, c.agency_id, c.priority, c.source, f.zone, y.cycle, y.began_at,
           CASE y.cycle WHEN 1 THEN '-infinity' ELSE y.began_at END AS after, y.until
      FROM app.complaints c
      JOIN app.task_forces f ON f.id = c.task_force_id
     CROSS JOIN LATERAL (
           SELECT n.cycle, n.began_at, lead(n.began_at, 1, 'infinity') OVER (ORDER BY n.cycle) AS until
             FROM (SELECT g.cycle::smallint AS cycle,
                          CASE WHEN g.cycle = 1 THEN c.received_at
      ELSE (SELECT min(m.moved_at) FROM app.complaint_moves m
             WHERE m.task_force_id = c.task_force_id AND m.complaint_id = c.id AND m.to_state = 'reopened'
               AND m.cycle = g.cycle) END AS began_at
                     FROM generate_series(1, c.cycle::integer) g (cycle)) n
            WHERE n.began_at IS NOT NULL) y
     WHERE c.id = ANY (timings_of.complaints)
       AND c.merged_into IS NULL AND c.transferred_to IS NULL AND c.referred_from IS NULL
  ), stops AS (
    SELECT y.*, s.measure, s.at, s.began, s.on_day
      FROM cycles y
     CROSS JOIN LATERAL (
           SELECT 'first_view' AS measure,
                  least((SELECT min(r.screened_at) FROM app.screenings r
                          WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                            AND r.screened_at > y.after AND r.screened_at <= y.until),
                        (SELECT min(r.triaged_at) FROM app.triages r
                          WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                            AND r.triaged_at > y.after AND r.triaged_at <= y.until)) AS at,
                  y.began_at AS began, NULL::date AS on_day
           UNION ALL
           SELECT 'triage', (SELECT min(r.triaged_at) FROM app.triages r
                              WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                                AND r.triaged_at > y.after AND r.triaged_at <= y.until), y.began_at, NULL
           UNION ALL
           SELECT 'assignment', (SELECT min(r.assigned_at) FROM app.assignments r
                                  WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                                    AND r.assigned_at > y.after AND r.assigned_at <= y.until), y.began_at, NULL
           UNION ALL
           SELECT 'disposition', (SELECT min(r.disposed_at) FROM app.dispositions r
                                   WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id
                                     AND r.disposed_at > y.after AND r.disposed_at <= y.until), y.began_at, NULL
           UNION ALL
           -- A day without a time belongs to the cycle in which the day ends. It counts from the day on which that cycle began.
           SELECT 'first_legal_process', (p.served_on::timestamp AT TIME ZONE y.zone),
                  ((y.began_at AT TIME ZONE y.zone)::date::timestamp AT TIME ZONE y.zone), p.served_on
             FROM (SELECT min(r.served_on) AS served_on FROM app.legal_processes r
                    WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id AND r.voided_at IS NULL
                      AND ((r.served_on + 1)::timestamp AT TIME ZONE y.zone) > y.after
                      AND ((r.served_on + 1)::timestamp AT TIME ZONE y.zone) <= y.until) p
           UNION ALL
           SELECT 'reopening', y.began_at,
                  (SELECT max(r.disposed_at) FROM app.dispositions r
                    WHERE r.task_force_id = y.task_force_id AND r.complaint_id = y.id AND r.disposed_at <= y.began_at), NULL
            WHERE y.cycle > 1) s
     WHERE s.at IS NOT NULL AND s.began IS NOT NULL
  )
  SELECT s.id, s.measure, s.cycle, s.id, s.task_force_id, s.agency_id, s.priority, s.source,
         coalesce(s.on_day, (s.at AT TIME ZONE s.zone)::date), t.wall,
         greatest(0, t.wall - CASE s.measure WHEN 'reopening' THEN 0
                              ELSE floor(extract(epoch FROM (SELECT coalesce(sum(least(coalesce(h.ended_at, s.at), s.at) - greatest(h.held_at, s.began)), interval '0')
    FROM app.complaint_holds h
   WHERE h.task_force_id = s.task_force_id AND h.complaint_id = s.id
     AND h.held_at < s.at AND coalesce(h.ended_at, s.at) > s.began)))::bigint END)
    FROM stops s
   CROSS JOIN LATERAL (SELECT greatest(0, floor(extract(epoch FROM s.at - s.began)))::bigint AS wall) t;
END;
