-- Returns the staffing in force on the last day of a period, by role and time.
CREATE OR REPLACE FUNCTION oversight.staffing_at_end(home uuid, until_on date)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT l.id, NULL::uuid, l.agency_id, staffing_at_end.until_on - 1, jsonb_build_object('role', r.role, 'time', r.time), r.n::bigint
    FROM app.staffing_levels l
   CROSS JOIN LATERAL (VALUES ('investigators', 'full_time', l.investigators_full_time),
                              ('investigators', 'part_time', l.investigators_part_time),
                              ('prosecutors', 'full_time', l.prosecutors_full_time),
                              ('prosecutors', 'part_time', l.prosecutors_part_time),
                              ('education_specialists', 'full_time', l.education_specialists_full_time),
                              ('education_specialists', 'part_time', l.education_specialists_part_time),
                              ('forensic_specialists', 'full_time', l.forensic_specialists_full_time),
                              ('forensic_specialists', 'part_time', l.forensic_specialists_part_time)) r (role, time, n)
   WHERE l.task_force_id = home AND l.voided_at IS NULL
     AND l.from_on < staffing_at_end.until_on AND (l.until_on IS NULL OR l.until_on >= staffing_at_end.until_on);
END;
