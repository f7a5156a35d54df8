-- Recalculates the common values of a task force and returns their number. Null where another instance does it.
CREATE OR REPLACE FUNCTION oversight.recompute_commonness(task_force uuid, seed bytea) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE n integer;
BEGIN
  IF octet_length(seed) < 32 OR NOT pg_try_advisory_xact_lock(hashtextextended('commonness ' || task_force, 0)) THEN RETURN NULL; END IF;
  DELETE FROM search.common_values v WHERE v.task_force_id = task_force;
  INSERT INTO search.common_values (task_force_id, kind, normalised)
  SELECT task_force, a.kind, a.normalised
    FROM (SELECT i.kind, i.normalised, c.agency_id, count(DISTINCT i.complaint_id) AS complaints
            FROM (SELECT o.kind, o.normalised FROM app.identifiers o
                   WHERE o.task_force_id = task_force AND o.voided_at IS NULL
                   GROUP BY o.kind, o.normalised HAVING count(*) >= 5) often
            JOIN app.identifiers i ON i.task_force_id = task_force AND i.normalised = often.normalised AND i.kind = often.kind
                                  AND i.voided_at IS NULL
            JOIN app.complaints c ON c.id = i.complaint_id AND NOT c.is_sealed AND NOT c.is_expunged
           GROUP BY i.kind, i.normalised, c.agency_id) a
   CROSS JOIN LATERAL (SELECT sha256(seed || convert_to(task_force || ' ' || a.kind || ' ' || a.normalised, 'UTF8')) AS bytes) noise
   GROUP BY a.kind, a.normalised, noise.bytes
  HAVING count(*) >= 5 + get_byte(noise.bytes, 0) % 4
      OR max(a.complaints) >= 500 + get_byte(noise.bytes, 1);
  GET DIAGNOSTICS n = ROW_COUNT;
  INSERT INTO search.commonness_runs (task_force_id, computed_at) VALUES (task_force, now())
      ON CONFLICT (task_force_id) DO UPDATE SET computed_at = excluded.computed_at;
  RETURN n;
END $$;
GRANT EXECUTE ON FUNCTION oversight.recompute_commonness(uuid, bytea) TO tracker_app;
