-- Returns the retention of a closed complaint by its present facts; no row while it is open. The years begin when the last complaint of its
-- matter was closed or merged. Victims, arrests and prosecutions decide before the class of the disposition code.
CREATE OR REPLACE FUNCTION app.retention_by_rule(complaint uuid) RETURNS TABLE (class text, closed_on date, review_on date)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT k.class, k.closed_on, app.review_day(k.closed_on, k.class)
    FROM (SELECT ((SELECT max(o.state_since) FROM app.complaints o WHERE o.id IN (SELECT app.matter_of(c.id)))
                  AT TIME ZONE t.zone)::date AS closed_on,
                 CASE WHEN EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                     JOIN app.victims_identified v ON v.task_force_id = c.task_force_id AND v.complaint_id = m.id
                                    WHERE v.voided_at IS NULL) THEN 'child_identified'
                      WHEN d.retention_class = 'arrest_or_prosecution'
                        OR EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                     JOIN app.arrests a ON a.task_force_id = c.task_force_id AND a.complaint_id = m.id
                                    WHERE a.voided_at IS NULL)
                        OR EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                     JOIN app.prosecution_referrals r ON r.task_force_id = c.task_force_id AND r.complaint_id = m.id
                                    WHERE r.voided_at IS NULL)
                        OR EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                     JOIN app.prosecutions p ON p.task_force_id = c.task_force_id AND p.complaint_id = m.id
                                    WHERE p.voided_at IS NULL) THEN 'arrest_or_prosecution'
                      ELSE d.retention_class END AS class
            FROM app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id JOIN app.disposition_codes d ON d.code = c.disposition
           WHERE c.id = retention_by_rule.complaint AND c.state = 'closed') k;
END;
GRANT EXECUTE ON FUNCTION app.retention_by_rule(uuid) TO tracker_app, tracker_eraser;
