-- Returns the agencies with a membership in a period, each once, as it was last.
CREATE OR REPLACE FUNCTION oversight.agencies_participating(home uuid, from_on date, until_on date)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT DISTINCT ON (m.agency_id) m.id, NULL::uuid, m.agency_id, greatest(m.began_on, agencies_participating.from_on),
         jsonb_build_object('membership', m.kind, 'standards',
           CASE WHEN m.standards_adopted_on < agencies_participating.until_on THEN 'adopted' ELSE 'not_adopted' END), 1::bigint
    FROM app.agency_memberships m
   WHERE m.task_force_id = home AND m.kind <> 'non_member' AND m.began_on < agencies_participating.until_on
     AND (m.ended_on IS NULL OR m.ended_on > agencies_participating.from_on)
   ORDER BY m.agency_id, m.began_on DESC;
END;
