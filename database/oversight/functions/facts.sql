-- Returns the facts on record and those of purged records.
CREATE OR REPLACE FUNCTION oversight.facts(from_on date, until_on date) RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT f.* FROM oversight.facts_on_record(facts.from_on, facts.until_on) f
  UNION ALL
  SELECT * FROM (
  SELECT r.measure, r.record_id, r.complaint_id, r.task_force_id, r.agency_id, r.counted_on AS day, r.facets, r.n AS n
    FROM app.purged_counts r WHERE r.n > 0
  ) f WHERE f.day >= from_on AND f.day < until_on;
END;
