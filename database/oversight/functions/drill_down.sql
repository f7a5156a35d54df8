-- Returns the records behind a number of a period or operation to the task force or the agency itself. A national reader reads counts, and
-- an agency reads no neighbor's records. Records that the reader may not see appear with day and facets alone, as in the totals.
CREATE OR REPLACE FUNCTION oversight.drill_down(of_measure text, from_on date, until_on date, of_operation uuid, of_agency uuid,
                                      whole_task_force boolean, asked jsonb, after_day date, after_record uuid, after_part text,
                                      most integer)
  RETURNS TABLE (record_id uuid, complaint_id uuid, reference text, agency_id uuid, agency_name text, day date, facets jsonb, n bigint,
                 part text, is_purged boolean, placed_by uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  in_agency uuid := coalesce(reader.agency, of_agency);
  reach record;
  sees_sealed boolean := auth.sees_sealed();
BEGIN
  IF reader.task_force IS NULL OR (reader.agency IS NOT NULL AND whole_task_force IS TRUE) OR of_agency <> in_agency THEN RETURN; END IF;
  IF of_operation IS NOT NULL THEN
    SELECT * INTO reach FROM oversight.operation_scope(of_operation);
    IF reader.task_force <> ALL (reach.task_forces) THEN RETURN; END IF;
  ELSE
    SELECT drill_down.from_on, drill_down.until_on, NULL::uuid[] AS tagged INTO reach;
  END IF;
  RETURN QUERY
  SELECT CASE WHEN seen.is THEN r.record_id END, CASE WHEN seen.is THEN c.id END, CASE WHEN seen.is THEN c.reference END,
         r.agency_id, a.name, r.day, r.facets, r.n, r.part, r.is_purged, r.record_id
    FROM oversight.rows_of(of_measure, reader.task_force, in_agency, reach.from_on, reach.until_on, reach.tagged, asked, after_day,
                           after_record, after_part, most) r
    JOIN app.agencies a ON a.id = r.agency_id
    LEFT JOIN app.complaints c ON c.id = r.complaint_id
    LEFT JOIN app.purged_complaints p ON r.is_purged AND p.task_force_id = reader.task_force AND p.complaint_id = r.complaint_id
   CROSS JOIN LATERAL (SELECT
           CASE WHEN r.is_purged THEN sees_sealed OR NOT p.was_sealed
                WHEN r.complaint_id IS NOT NULL THEN (sees_sealed OR NOT c.is_sealed)
                  AND coalesce(reader.agency, c.agency_id) IN (c.agency_id, c.working_agency_id)
                WHEN of_measure IN ('investigations_initiated', 'investigations_closed')
                  THEN sees_sealed OR NOT oversight.is_all_sealed(r.record_id)
                ELSE true END IS TRUE AS is) seen
   ORDER BY r.day DESC, r.record_id DESC, r.part DESC;
END $$;
GRANT EXECUTE ON FUNCTION oversight.drill_down(text, date, date, uuid, uuid, boolean, jsonb, date, uuid, text, integer) TO tracker_app;
