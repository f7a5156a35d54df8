-- Notifies both agencies when a new index entry matches another, if they have an agreement on that day. Of two entries that come at once
-- one waits for the other.
CREATE OR REPLACE FUNCTION app.match_subject(entry uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own app.subject_index_entries;
  hashes bytea[];
  met record;
  mine app.deconfliction_hits;
  theirs app.deconfliction_hits;
  pair uuid;
  n integer := 0;
  day date;
BEGIN
  SELECT e.* INTO own FROM app.subject_index_entries e
   WHERE e.id = entry AND e.task_force_id = auth.case_task_force() AND e.state = 'approved' AND e.review_called_for IS NULL
     AND e.complaint_id IS NOT NULL;
  day := (SELECT (match_subject.at AT TIME ZONE t.zone)::date FROM app.task_forces t WHERE t.id = own.task_force_id);
  IF own.id IS NULL OR NOT EXISTS (SELECT FROM oversight.receiver(own.agency_id, day) r WHERE r.has_agreement) THEN RETURN 0; END IF;
  hashes := ARRAY(SELECT u.hash FROM app.subject_index_identifiers s, unnest(ARRAY[s.hash, s.hash_before]) u (hash)
                   WHERE s.entry_id = own.id AND u.hash IS NOT NULL AND NOT oversight.is_suspended(s.id) ORDER BY u.hash);
  FOR n IN 1 .. cardinality(hashes) LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(encode(hashes[n], 'hex'), 0));
  END LOOP;
  n := 0;
  FOR met IN
    SELECT m.* FROM oversight.match_subject_index(hashes, own.task_force_id, match_subject.at) m
     WHERE EXISTS (SELECT FROM oversight.receiver(m.agency_id, day) r WHERE r.has_agreement)
  LOOP
    mine := NULL;
    theirs := NULL;
    mine.task_force_id := own.task_force_id;
    mine.agency_id := own.agency_id;
    mine.complaint_id := own.complaint_id;
    mine.entry_id := own.id;
    mine.kinds := met.kinds;
    mine.strength := met.strength;
    mine.found_at := match_subject.at;
    theirs.task_force_id := met.task_force_id;
    theirs.agency_id := met.agency_id;
    theirs.complaint_id := met.complaint_id;
    theirs.entry_id := met.entries[1];
    pair := app.store_hit_pair(mine, theirs, met.entries);
    INSERT INTO app.subject_index_disseminations (id, task_force_id, agency_id, entry_id, pair_id, to_task_force_id, to_agency_id,
                  to_agency_name, recipient, strength, need_to_know, right_to_know, given_at)
    SELECT gen_random_uuid(), g.task_force_id, g.agency_id, g.entry_id, pair, g.to_task_force_id, g.to_agency_id, c.name,
           'Whoever works the case', met.strength, 'An entry of its own has the same identifier.', 'The agreement on the subject index.', match_subject.at
      FROM (SELECT met.task_force_id, met.agency_id, e AS entry_id, own.task_force_id AS to_task_force_id,
                   own.agency_id AS to_agency_id
              FROM unnest(met.entries) e
            UNION ALL
            SELECT own.task_force_id, own.agency_id, own.id, met.task_force_id, met.agency_id) g
     CROSS JOIN LATERAL oversight.contact_of_agency(g.to_agency_id) c
     WHERE NOT EXISTS (SELECT FROM app.subject_index_disseminations d
                        WHERE d.task_force_id = g.task_force_id AND d.entry_id = g.entry_id AND d.pair_id = pair
                          AND d.to_agency_id = g.to_agency_id);
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;
GRANT EXECUTE ON FUNCTION app.match_subject(uuid, timestamptz) TO tracker_app;
