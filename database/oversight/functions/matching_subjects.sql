-- Returns at most 25 index entries that match a subject, the strongest first. Years of birth known on both sides agree; where only the
-- initial of the given name agrees, the day of birth must.
CREATE OR REPLACE FUNCTION oversight.matching_subjects(given text, family text, born date, year integer, at timestamptz)
  RETURNS TABLE (entry_id uuid, task_force_id uuid, agency_id uuid, strength text)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT m.id, m.task_force_id, m.agency_id, m.strength
    FROM (SELECT e.id, e.task_force_id, e.agency_id,
                 CASE WHEN e.given_key = matching_subjects.given
                           AND (e.born_on IS NULL OR matching_subjects.year IS NULL
                                OR extract(year FROM e.born_on) = matching_subjects.year)
                      THEN CASE WHEN e.born_on = matching_subjects.born THEN 'name_and_birth'
                                WHEN extract(year FROM e.born_on) = matching_subjects.year THEN 'name_and_birth_year'
                                ELSE 'name' END
                      WHEN "left"(e.given_key, 1) = "left"(matching_subjects.given, 1)
                           AND e.born_on = matching_subjects.born THEN 'initial_and_birth' END AS strength
            FROM app.subject_index_entries e
            JOIN app.task_forces t ON t.id = e.task_force_id
           WHERE e.family_key = matching_subjects.family AND e.state = 'approved' AND e.review_called_for IS NULL
             AND e.review_due_on >= (matching_subjects.at AT TIME ZONE t.zone)::date) m
   WHERE m.strength IS NOT NULL
   ORDER BY array_position(ARRAY['name_and_birth', 'name_and_birth_year', 'initial_and_birth', 'name'], m.strength), m.id
   LIMIT 25;
END;
GRANT EXECUTE ON FUNCTION oversight.matching_subjects(text, text, date, integer, timestamptz) TO tracker_owner;
