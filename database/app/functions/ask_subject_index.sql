-- Answers a query of the session once and records each pointer. Without an agreement the query names an imminent danger (28 CFR 23.20(e)).
-- Entries under correction or purge are waited for.
CREATE OR REPLACE FUNCTION app.ask_subject_index(query uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked app.subject_index_queries; n integer;
BEGIN
  SELECT * INTO asked FROM app.subject_index_queries q WHERE q.id = query AND q.asked_by = auth.account();
  IF asked.id IS NULL OR EXISTS (SELECT FROM app.subject_index_disseminations d WHERE d.query_id = query)
     OR (asked.imminent_danger IS NULL
         AND NOT EXISTS (SELECT FROM oversight.receiver(asked.agency_id, asked.asked_on) r WHERE r.has_agreement)) THEN
    RAISE EXCEPTION 'not a query to answer' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM app.subject_index_entries e
    WHERE e.id IN (SELECT m.entry_id FROM oversight.matching_subjects(asked.given_key, asked.family_key, asked.born_on,
                                                                      asked.born_year, asked.asked_at) m)
    ORDER BY e.id FOR KEY SHARE;
  INSERT INTO app.subject_index_disseminations (id, task_force_id, agency_id, entry_id, query_id, to_task_force_id, to_agency_id,
                to_agency_name, recipient, strength, need_to_know, right_to_know, imminent_danger, given_at)
  SELECT gen_random_uuid(), m.task_force_id, m.agency_id, m.entry_id, asked.id, asked.task_force_id, asked.agency_id,
         own_agency.name, who.name, m.strength, asked.need_to_know, asked.right_to_know, asked.imminent_danger, asked.asked_at
    FROM oversight.matching_subjects(asked.given_key, asked.family_key, asked.born_on, asked.born_year, asked.asked_at) m
    JOIN app.agencies own_agency ON own_agency.id = asked.agency_id
    JOIN app.accounts who ON who.id = asked.asked_by;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
GRANT EXECUTE ON FUNCTION app.ask_subject_index(uuid) TO tracker_app;
