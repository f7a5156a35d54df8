-- Returns the facts of a measure in one task force or agency, the latest first. One record can count several parts. Each measure has its
-- own statement, which uses the index of its day.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION oversight.rows_of(of_measure text, home uuid, desk uuid, from_on date, until_on date, tagged uuid[], asked jsonb,
                                             after_day date, after_record uuid, after_part text, most integer)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, part text, is_purged boolean)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE until_day date := least(until_on - 1, after_day);
BEGIN
  IF of_measure = 'complaints_documented' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'complaints_documented' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, (1)::bigint AS n
    FROM app.complaints r
   WHERE r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'complaints_merged' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'complaints_merged' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'source', r.source) AS facets, (1)::bigint AS n
    FROM app.complaints r
   WHERE r.merged_into IS NOT NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'cybertips_received' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'cybertips_received' AS measure, r.id AS record_id, r.id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.received_on AS day, jsonb_build_object('type', coalesce(r.type, 'unclassified'), 'mode', coalesce(r.mode, 'unclassified'), 'ncmecClass', coalesce(r.ncmec_class, 'not_stated')) AS facets, (1)::bigint AS n
    FROM app.complaints r
   WHERE r.source = 'ncmec_cybertip' AND r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'arrests' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'arrests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.arrested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'arrest', r.kind) AS facets, (1)::bigint AS n
    FROM app.arrests r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'offenders_identified_hands_on_or_production' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'offenders_identified_hands_on_or_production' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.identified_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'offender', r.offender_class) AS facets, (1)::bigint AS n
    FROM app.suspects r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.same_person_as IS NULL AND r.offender_class IN ('producer', 'contact_offender', 'both')) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'victims_identified' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'victims_identified' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.identified_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'timing', r.abuse_timing, 'production', CASE WHEN r.production_victim THEN 'yes' ELSE 'no' END) AS facets, (1)::bigint AS n
    FROM app.victims_identified r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.same_child_as IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'legal_process_served' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'legal_process_served' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.served_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'process', r.kind) AS facets, (1)::bigint AS n
    FROM app.legal_processes r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.served_on IS NOT NULL AND r.kind <> 'emergency_disclosure') f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'preservation_requests' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'preservation_requests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, c.agency_id AS agency_id,
         r.requested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (1)::bigint AS n
    FROM app.preservations r JOIN app.complaints c ON c.id = r.complaint_id) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'prosecution_referrals' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'prosecution_referrals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.referred_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'referrals_accepted' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'referrals_accepted' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.decided_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.decision = 'accepted') f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'referrals_declined' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'referrals_declined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.decided_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecution_referrals r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.decision = 'declined') f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'prosecutions' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'prosecutions' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.filed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'convictions' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'convictions' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome IN ('plea', 'convicted_trial')) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'pleas' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'pleas' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome = 'plea') f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'acquittals' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'acquittals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome = 'acquitted') f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'dismissals' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'dismissals' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.disposed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified'), 'forum', r.forum) AS facets, (1)::bigint AS n
    FROM app.prosecutions r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.outcome = 'dismissed') f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'forensic_exams_completed' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'forensic_exams_completed' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (1)::bigint AS n
    FROM app.forensic_exams r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.completed_on IS NOT NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'devices_examined' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'devices_examined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (r.devices)::bigint AS n
    FROM app.forensic_exams r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.completed_on IS NOT NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'bytes_examined' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'bytes_examined' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.completed_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (r.bytes)::bigint AS n
    FROM app.forensic_exams r JOIN app.complaints c ON c.id = r.complaint_id
   WHERE r.voided_at IS NULL AND r.bytes > 0) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'investigations_initiated' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'investigations_initiated' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.opened_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM app.investigations r) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'investigations_closed' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'investigations_closed' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.closed_on AS day, jsonb_build_object('disposition', r.outcome) AS facets, (1)::bigint AS n
    FROM app.investigations r
   WHERE r.closed_on IS NOT NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'assistance_sessions' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'assistance_sessions' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('recipient', r.recipient_was) AS facets, (1)::bigint AS n
    FROM app.assistance_sessions r
   WHERE r.voided_at IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'presentations' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'presentations' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM app.presentations r
   WHERE r.voided_at IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'people_reached' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'youth') AS facets, (r.attendees_youth)::bigint AS n
    FROM app.presentations r
   WHERE r.voided_at IS NULL AND r.attendees_youth > 0) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'adults') AS facets, (r.attendees_adult)::bigint AS n
    FROM app.presentations r
   WHERE r.voided_at IS NULL AND r.attendees_adult > 0) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'training_sessions' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'training_sessions' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
  IF of_measure = 'people_trained' THEN RETURN QUERY SELECT f.* FROM (
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'law_enforcement') AS facets, (r.trained_law_enforcement)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL AND r.trained_law_enforcement > 0) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'prosecutors') AS facets, (r.trained_prosecutors)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL AND r.trained_prosecutors > 0) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '') AS part, false AS is_purged FROM (
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'other') AS facets, (r.trained_other)::bigint AS n
    FROM app.trainings r
   WHERE r.voided_at IS NULL AND r.trained_other > 0) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;
END $$;
