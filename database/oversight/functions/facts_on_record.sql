-- Returns every counted fact of a half-open range of days, with its day and agency.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION oversight.facts_on_record(from_on date, until_on date)
  RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT * FROM (
  SELECT 'complaints_documented' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, (1)::bigint AS n
    FROM app.complaints r
   WHERE r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
  UNION ALL
  SELECT 'complaints_merged' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, (1)::bigint AS n
    FROM app.complaints r
   WHERE r.merged_into IS NOT NULL
  UNION ALL
  SELECT 'cybertips_received' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'ncmecClass', coalesce(r.ncmec_class, 'not_stated')) AS facets, (1)::bigint AS n
    FROM app.complaints r
   WHERE r.source = 'ncmec_cybertip' AND r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
  UNION ALL
  SELECT 'arrests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.arrested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'arrest', r.kind) AS facets, (1)::bigint AS n
    FROM app.arrests r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'offenders_identified_hands_on_or_production' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.identified_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'offender', r.offender_class) AS facets, (1)::bigint AS n
    FROM app.suspects r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.same_person_as IS NULL AND r.offender_class IN ('producer', 'contact_offender', 'both')
  UNION ALL
  SELECT 'victims_identified' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.identified_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'timing', r.abuse_timing, 'production', CASE WHEN r.production_victim THEN 'yes' ELSE 'no' END) AS facets, (1)::bigint AS n
    FROM app.victims_identified r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.same_child_as IS NULL
  UNION ALL
  SELECT 'legal_process_served' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.served_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'process', r.kind) AS facets, (1)::bigint AS n
    FROM app.legal_processes r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.served_on IS NOT NULL AND r.kind <> 'emergency_disclosure'
  UNION ALL
  SELECT 'preservation_requests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, c.agency_id AS agency_id,
         r.requested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (1)::bigint AS n
    FROM app.preservations r JOIN app.complaints c ON c.id = r.complaint_id
  UNION ALL
  SELECT 'prosecution_referrals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.referred_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'referrals_accepted' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.decided_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.decision = 'accepted'
  UNION ALL
  SELECT 'referrals_declined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.decided_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.decision = 'declined'
  UNION ALL
  SELECT 'prosecutions' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.filed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'convictions' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome IN ('plea', 'convicted_trial')
  UNION ALL
  SELECT 'pleas' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome = 'plea'
  UNION ALL
  SELECT 'acquittals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome = 'acquitted'
  UNION ALL
  SELECT 'dismissals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome = 'dismissed'
  UNION ALL
  SELECT 'forensic_exams_completed' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (1)::bigint AS n
    FROM app.forensic_exams r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.completed_on IS NOT NULL
  UNION ALL
  SELECT 'devices_examined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (r.devices)::bigint AS n
    FROM app.forensic_exams r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.completed_on IS NOT NULL
  UNION ALL
  SELECT 'bytes_examined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (r.bytes)::bigint AS n
    FROM app.forensic_exams r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.bytes > 0
  UNION ALL
  SELECT 'investigations_initiated' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.opened_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM app.investigations r
  UNION ALL
  SELECT 'investigations_closed' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.closed_on AS day, jsonb_build_object('disposition', r.outcome) AS facets, (1)::bigint AS n
    FROM app.investigations r
   WHERE r.closed_on IS NOT NULL
  UNION ALL
  SELECT 'assistance_sessions' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('recipient', r.recipient_was) AS facets, (1)::bigint AS n
    FROM app.assistance_sessions r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'presentations' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM app.presentations r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'youth') AS facets, (r.attendees_youth)::bigint AS n
    FROM app.presentations r
   WHERE r.voided_at IS NULL AND r.attendees_youth > 0
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'adults') AS facets, (r.attendees_adult)::bigint AS n
    FROM app.presentations r
   WHERE r.voided_at IS NULL AND r.attendees_adult > 0
  UNION ALL
  SELECT 'training_sessions' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'law_enforcement') AS facets, (r.trained_law_enforcement)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL AND r.trained_law_enforcement > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'prosecutors') AS facets, (r.trained_prosecutors)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL AND r.trained_prosecutors > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'other') AS facets, (r.trained_other)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL AND r.trained_other > 0
  ) f WHERE f.day >= from_on AND f.day < until_on;
END;
