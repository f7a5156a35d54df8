-- Purges entries not revalidated by their review day or approved within 90 days, and clears queries after five years, by each task
-- force's local day. It names its changes for the trail itself, and runs in a transaction of its own.
CREATE OR REPLACE FUNCTION app.purge_expired_subjects(at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE expired record; purged integer := 0;
BEGIN
  FOR expired IN
    SELECT e.id, CASE e.state WHEN 'approved' THEN 'Nobody revalidated it by its review day.'
                              ELSE 'Nobody decided on it within 90 days.' END AS why
      FROM app.subject_index_entries e JOIN app.task_forces t ON t.id = e.task_force_id
     WHERE (e.state = 'approved' AND e.review_due_on < (purge_expired_subjects.at AT TIME ZONE t.zone)::date)
        OR (e.state = 'submitted' AND e.submitted_at < purge_expired_subjects.at - interval '90 days')
     ORDER BY e.id FOR UPDATE OF e
  LOOP
    PERFORM audit.begin_change('index-entry.expired', expired.id, expired.why, NULL),
            app.purge_subject(expired.id, expired.why, NULL, purge_expired_subjects.at);
    purged := purged + 1;
  END LOOP;
  PERFORM audit.begin_change('index-query.erased', NULL, NULL, NULL);
  UPDATE app.subject_index_queries q
     SET given_name = NULL, family_name = NULL, given_key = NULL, family_key = NULL, born_on = NULL, born_year = NULL
   WHERE q.family_key IS NOT NULL AND q.asked_on < (purge_expired_subjects.at - interval '5 years')::date;
  RETURN purged;
END $$;
