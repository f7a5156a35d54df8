-- Returns the answer to a query for readers of the query: the contact and nothing of the subject. The suspected activity is shown only
-- while the entry may be pointed to.
CREATE OR REPLACE FUNCTION oversight.pointers_of(query uuid, at timestamptz)
  RETURNS TABLE (entry_id uuid, strength text, criminal_activity text, is_active boolean, task_force text, agency text,
                 phone text, email text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reading auth.sessions := auth.session();
BEGIN
  RETURN QUERY
  SELECT d.entry_id, d.strength, CASE WHEN e.sensitivity <> 'sensitive' AND s.is_active THEN e.criminal_activity END, s.is_active,
         c.task_force, c.name, c.phone, c.email
    FROM app.subject_index_queries q
    JOIN app.subject_index_disseminations d ON d.query_id = q.id
    JOIN app.subject_index_entries e ON e.id = d.entry_id
    JOIN app.task_forces t ON t.id = e.task_force_id
   CROSS JOIN LATERAL (SELECT e.state = 'approved' AND e.review_called_for IS NULL
                              AND e.review_due_on >= (pointers_of.at AT TIME ZONE t.zone)::date AS is_active) s
   CROSS JOIN LATERAL oversight.contact_of_agency(d.agency_id) c
   WHERE q.id = query AND q.task_force_id = auth.case_task_force()
     AND coalesce(reading.agency_id, q.agency_id) = q.agency_id
     AND (reading.role = 'supervisor' OR q.asked_by = reading.account_id)
   ORDER BY array_position(ARRAY['name_and_birth', 'name_and_birth_year', 'initial_and_birth', 'name'], d.strength), d.entry_id;
END $$;
GRANT EXECUTE ON FUNCTION oversight.pointers_of(uuid, timestamptz) TO tracker_app;
