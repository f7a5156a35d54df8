-- Returns the common values among the given ones: those of the table, and those in more than a number of complaints that the session sees.
-- The loop goes from complaint to complaint and stops at the limit. The collations are those of the index; under another one each step
-- would read every complaint of the value.
CREATE OR REPLACE FUNCTION oversight.common_identifiers(kinds text[], "values" text[], most integer)
  RETURNS TABLE (kind text, normalised text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own_task_force uuid := auth.case_task_force();
  in_agency uuid := auth.agency();
  sees_sealed boolean := auth.sees_sealed();
  last uuid;
  seen integer;
BEGIN
  FOR n IN 1 .. coalesce(cardinality(kinds), 0) LOOP
    seen := 0;
    IF EXISTS (SELECT FROM search.common_values v
                WHERE v.task_force_id = own_task_force AND v.normalised = "values"[n] COLLATE "C" AND v.kind = kinds[n]) THEN
      seen := most + 1;
    END IF;
    last := '00000000-0000-0000-0000-000000000000';
    WHILE seen <= most LOOP
      SELECT i.complaint_id INTO last FROM app.identifiers i JOIN app.complaints c ON c.id = i.complaint_id
       WHERE i.task_force_id = own_task_force AND i.normalised = "values"[n] COLLATE "C" AND i.kind = kinds[n] COLLATE "default"
         AND i.complaint_id > last AND i.voided_at IS NULL
         AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id) AND (NOT c.is_sealed OR sees_sealed)
       ORDER BY i.complaint_id LIMIT 1;
      EXIT WHEN last IS NULL;
      seen := seen + 1;
    END LOOP;
    IF seen > most THEN
      kind := kinds[n];
      normalised := "values"[n];
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION oversight.common_identifiers(text[], text[], integer) TO tracker_app;
