-- Returns the totals of a period by measure and facet. An agency that reads its task force's totals can neither name nor separate a
-- neighbor.
CREATE OR REPLACE FUNCTION oversight.totals(measures text[], details text[], from_on date, until_on date, by text[], of_task_force uuid,
                                 of_agency uuid, whole_task_force boolean)
  RETURNS TABLE (measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb,
                 recorded bigint, historical bigint, "precision" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  widened boolean := reader.agency IS NOT NULL AND whole_task_force IS TRUE;
  -- A scope that is neither the reader's nor within it finds nothing.
  own_task_force uuid := coalesce(reader.task_force, of_task_force);
  in_agency uuid := CASE WHEN NOT widened THEN coalesce(reader.agency, of_agency) END;
  months boolean := 'month' = ANY (by);
  by_agency boolean := 'agency' = ANY (by) AND NOT widened;
  at_level text := CASE WHEN by_agency THEN 'agency' WHEN own_task_force IS NOT NULL OR 'task_force' = ANY (by) THEN 'task_force'
                        ELSE 'nation' END;
  is_whole boolean := in_agency IS NULL AND (at_level <> 'agency' OR 'none' = ALL (details));
  whole_from date := date_trunc('month', from_on::timestamp + interval '1 month - 1 day');
  whole_until date := date_trunc('month', until_on::timestamp);
  edge record;
BEGIN
  IF widened AND of_agency IS NOT NULL THEN
    RAISE EXCEPTION 'not an agency of the reader' USING ERRCODE = '42501';
  END IF;
  IF of_task_force <> own_task_force OR of_agency <> in_agency THEN RETURN; END IF;
  IF NOT is_whole THEN
    RETURN QUERY
    SELECT r.measure, CASE WHEN 'task_force' = ANY (by) THEN r.task_force_id END,
           CASE WHEN by_agency THEN r.agency_id END, r.month, r.facets, r.n, 0::bigint, 'exact'
      FROM tally.count_records(own_task_force, in_agency, measures, details, totals.from_on, totals.until_on, months) r;
  ELSE
    RETURN QUERY
    SELECT r.measure, CASE WHEN 'task_force' = ANY (by) THEN r.task_force_id END,
           CASE WHEN by_agency THEN r.agency_id END, r.month, r.facets, r.n, 0::bigint, 'exact'
      FROM tally.read(at_level, own_task_force, measures, details, totals.from_on, totals.until_on, months) r;
    -- Deltas that are not folded yet, without the days that are counted from the records below.
    RETURN QUERY
    SELECT d.measure, CASE WHEN 'task_force' = ANY (by) THEN d.task_force_id END,
           CASE WHEN by_agency THEN d.agency_id END,
           CASE WHEN months THEN date_trunc('month', d.day::timestamp)::date END,
           tally.reduce_facets(d.facets, details[array_position(measures, d.measure)]), sum(d.n)::bigint, 0::bigint, 'exact'
      FROM tally.deltas d
     WHERE d.day >= totals.from_on AND d.day < totals.until_on AND d.measure = ANY (measures)
       AND (own_task_force IS NULL OR d.task_force_id = own_task_force)
       AND (at_level = 'nation' OR d.day >= whole_from AND d.day < whole_until)
     GROUP BY 1, 2, 3, 4, 5;
    IF at_level <> 'nation' THEN
      FOR edge IN SELECT p.from_on, p.until_on FROM tally.calendar_pieces(totals.from_on, totals.until_on, false) p WHERE p.grain = 'day' LOOP
        RETURN QUERY
        SELECT r.measure, CASE WHEN 'task_force' = ANY (by) THEN r.task_force_id END,
               CASE WHEN by_agency THEN r.agency_id END, r.month, r.facets, r.n, 0::bigint, 'exact'
          FROM tally.count_records(own_task_force, NULL, measures, details, edge.from_on, edge.until_on, months) r;
      END LOOP;
    END IF;
  END IF;
  RETURN QUERY
  SELECT c.measure, CASE WHEN 'task_force' = ANY (by) THEN c.task_force_id END, NULL::uuid,
         CASE WHEN months AND c.until_on <= date_trunc('month', c.from_on::timestamp) + interval '1 month'
              THEN date_trunc('month', c.from_on::timestamp)::date END,
         jsonb_strip_nulls(jsonb_build_object('type', c.type, 'mode', c.mode)), 0::bigint, c.value, c.precision
    FROM oversight.historical_totals_in(totals.from_on, totals.until_on, of_task_force, of_agency, whole_task_force) c
   WHERE c.measure = ANY (measures);
END $$;
GRANT EXECUTE ON FUNCTION oversight.totals(text[], text[], date, date, text[], uuid, uuid, boolean) TO tracker_app;
