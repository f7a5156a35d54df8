-- Counts persons arrested in a period. A person arrested twice counts once, by the first arrest.
CREATE OR REPLACE FUNCTION oversight.persons_arrested(home uuid, from_on date, until_on date)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT DISTINCT ON (coalesce(s.same_person_as, s.id)) a.id, a.complaint_id, a.agency_id, a.arrested_on, '{}'::jsonb, 1::bigint
    FROM app.arrests a JOIN app.suspects s ON s.task_force_id = a.task_force_id AND s.id = a.suspect_id
   WHERE a.task_force_id = home AND a.voided_at IS NULL
     AND a.arrested_on >= persons_arrested.from_on AND a.arrested_on < persons_arrested.until_on
   ORDER BY coalesce(s.same_person_as, s.id), a.arrested_on, a.id;
END;
