-- Returns the facts of a measure that the ledger kept of purged records, in the order and with the conditions of oversight.rows_of.
CREATE OR REPLACE FUNCTION oversight.purged_rows_of(of_measure text, home uuid, desk uuid, from_on date, until_day date, tagged uuid[],
                                                    asked jsonb, after_day date, after_record uuid, after_part text, most integer)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, part text, is_purged boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.record_id, r.complaint_id, r.agency_id, r.counted_on, r.facets, r.n, f.part, true
    FROM app.purged_counts r
   CROSS JOIN LATERAL (SELECT coalesce(r.facets ->> 'audience', r.facets ->> 'profession', '') AS part) f
   WHERE r.n > 0 AND r.measure = of_measure AND r.task_force_id = home AND (desk IS NULL OR r.agency_id = desk)
     AND r.counted_on >= from_on AND r.counted_on <= until_day
     AND (after_day IS NULL OR (r.counted_on, r.record_id, f.part) < (after_day, after_record, after_part))
     AND (tagged IS NULL OR r.record_id = ANY (tagged)) AND r.facets @> asked
   ORDER BY r.counted_on DESC, r.record_id DESC, f.part DESC LIMIT most;
END;
