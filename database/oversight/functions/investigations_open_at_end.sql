-- Returns the investigations that are open at the end of a period.
CREATE OR REPLACE FUNCTION oversight.investigations_open_at_end(home uuid, until_on date)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT i.id, NULL::uuid, i.agency_id, i.opened_on, '{}'::jsonb, 1::bigint
    FROM app.investigations i
   WHERE i.task_force_id = home AND i.opened_on < investigations_open_at_end.until_on
     AND (i.closed_on IS NULL OR i.closed_on >= investigations_open_at_end.until_on);
END;
