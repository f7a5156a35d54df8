-- Enters into the ledger how a statement on app.complaints changes the counts.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION tally.enter_complaints() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE reclassified uuid[];
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'complaints_documented' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, (1)::bigint AS n
    FROM new_rows r
   WHERE r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
  UNION ALL
  SELECT 'complaints_merged' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, (1)::bigint AS n
    FROM new_rows r
   WHERE r.merged_into IS NOT NULL
  UNION ALL
  SELECT 'cybertips_received' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'ncmecClass', coalesce(r.ncmec_class, 'not_stated')) AS facets, (1)::bigint AS n
    FROM new_rows r
   WHERE r.source = 'ncmec_cybertip' AND r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSIF tg_op = 'DELETE' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'complaints_documented' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, -(1)::bigint AS n
    FROM old_rows r
   WHERE r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
  UNION ALL
  SELECT 'complaints_merged' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, -(1)::bigint AS n
    FROM old_rows r
   WHERE r.merged_into IS NOT NULL
  UNION ALL
  SELECT 'cybertips_received' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'ncmecClass', coalesce(r.ncmec_class, 'not_stated')) AS facets, -(1)::bigint AS n
    FROM old_rows r
   WHERE r.source = 'ncmec_cybertip' AND r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSE
    WITH changed AS NOT MATERIALIZED (SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o)
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'complaints_documented' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, r.sign * (1)::bigint AS n
    FROM changed r
   WHERE r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
  UNION ALL
  SELECT 'complaints_merged' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, r.sign * (1)::bigint AS n
    FROM changed r
   WHERE r.merged_into IS NOT NULL
  UNION ALL
  SELECT 'cybertips_received' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'ncmecClass', coalesce(r.ncmec_class, 'not_stated')) AS facets, r.sign * (1)::bigint AS n
    FROM changed r
   WHERE r.source = 'ncmec_cybertip' AND r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
    reclassified := ARRAY(SELECT n.id FROM old_rows w JOIN new_rows n USING (id)
                           WHERE (w.type, w.mode, w.agency_id) IS DISTINCT FROM (n.type, n.mode, n.agency_id));
    IF cardinality(reclassified) > 0 THEN
    PERFORM tally.lock_complaints(reclassified, true);
    WITH changed AS NOT MATERIALIZED (SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o)
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'arrests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.arrested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'arrest', r.kind) AS facets, c.sign * (1)::bigint AS n
    FROM app.arrests r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'offenders_identified_hands_on_or_production' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.identified_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'offender', r.offender_class) AS facets, c.sign * (1)::bigint AS n
    FROM app.suspects r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.same_person_as IS NULL AND r.offender_class IN ('producer', 'contact_offender', 'both')
  UNION ALL
  SELECT 'victims_identified' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.identified_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'timing', r.abuse_timing, 'production', CASE WHEN r.production_victim THEN 'yes' ELSE 'no' END) AS facets, c.sign * (1)::bigint AS n
    FROM app.victims_identified r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.same_child_as IS NULL
  UNION ALL
  SELECT 'legal_process_served' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.served_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'process', r.kind) AS facets, c.sign * (1)::bigint AS n
    FROM app.legal_processes r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.served_on IS NOT NULL AND r.kind <> 'emergency_disclosure'
  UNION ALL
  SELECT 'preservation_requests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, c.agency_id AS agency_id,
         r.requested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, c.sign * (1)::bigint AS n
    FROM app.preservations r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
  UNION ALL
  SELECT 'prosecution_referrals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.referred_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'referrals_accepted' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.decided_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.decision = 'accepted'
  UNION ALL
  SELECT 'referrals_declined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.decided_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.decision = 'declined'
  UNION ALL
  SELECT 'prosecutions' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.filed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecutions r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'convictions' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecutions r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.outcome IN ('plea', 'convicted_trial')
  UNION ALL
  SELECT 'pleas' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecutions r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.outcome = 'plea'
  UNION ALL
  SELECT 'acquittals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecutions r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.outcome = 'acquitted'
  UNION ALL
  SELECT 'dismissals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, c.sign * (1)::bigint AS n
    FROM app.prosecutions r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.outcome = 'dismissed'
  UNION ALL
  SELECT 'forensic_exams_completed' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, c.sign * (1)::bigint AS n
    FROM app.forensic_exams r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.completed_on IS NOT NULL
  UNION ALL
  SELECT 'devices_examined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, c.sign * (r.devices)::bigint AS n
    FROM app.forensic_exams r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.completed_on IS NOT NULL
  UNION ALL
  SELECT 'bytes_examined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, c.sign * (r.bytes)::bigint AS n
    FROM app.forensic_exams r JOIN changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id
   WHERE r.voided_at IS NULL AND r.bytes > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
    END IF;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION tally.enter_complaints() TO tracker_owner;
