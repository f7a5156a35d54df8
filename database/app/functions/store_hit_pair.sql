-- Stores a hit for each side of a match, or returns the earlier ones.
CREATE OR REPLACE FUNCTION app.store_hit_pair(mine app.deconfliction_hits, theirs app.deconfliction_hits, their_entries uuid[]) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE pair uuid := (
  SELECT h.pair_id FROM app.deconfliction_hits h
   WHERE h.task_force_id = mine.task_force_id AND h.complaint_id = mine.complaint_id
     AND (EXISTS (SELECT FROM app.deconfliction_hits o
                   WHERE o.pair_id = h.pair_id AND o.task_force_id = theirs.task_force_id AND o.complaint_id = theirs.complaint_id)
          OR EXISTS (SELECT FROM app.subject_index_disseminations d
                      WHERE d.task_force_id = theirs.task_force_id AND d.entry_id = ANY (their_entries) AND d.pair_id = h.pair_id))
   LIMIT 1);
BEGIN
  IF pair IS NOT NULL THEN RETURN pair; END IF;
  pair := gen_random_uuid();
  INSERT INTO app.deconfliction_hits (id, task_force_id, agency_id, complaint_id, pair_id, check_id, entry_id, kinds, strength,
                                      their_task_force, their_agency, their_phone, their_email, found_at, version)
  SELECT gen_random_uuid(), s.task_force_id, s.agency_id, s.complaint_id, pair, s.check_id, s.entry_id, mine.kinds, mine.strength,
         c.task_force, c.name, c.phone, c.email, mine.found_at, 1
    FROM (VALUES (mine.task_force_id, mine.agency_id, mine.complaint_id, mine.check_id, mine.entry_id, theirs.agency_id),
                 (theirs.task_force_id, theirs.agency_id, theirs.complaint_id, NULL, theirs.entry_id, mine.agency_id))
           s (task_force_id, agency_id, complaint_id, check_id, entry_id, to_call)
   CROSS JOIN LATERAL oversight.contact_of_agency(s.to_call) c
   -- The agency of a purged case is notified in the log of the entry.
   WHERE s.complaint_id IS NOT NULL;
  RETURN pair;
END $$;
