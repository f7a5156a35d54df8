-- Answers a deconfliction check of the session once and records each hit on both sides. Without an agreement the check names an imminent
-- danger (28 CFR 23.20(e)). Entries under correction or purge are waited for. Each value has a hash for each key. A victim's value is
-- neither stored nor compared.
CREATE OR REPLACE FUNCTION app.answer_check(question uuid, kinds text[], "values" text[], hashes bytea[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked app.deconfliction_checks;
  met record;
  mine app.deconfliction_hits;
  theirs app.deconfliction_hits;
  pair uuid;
  pairs uuid[] := '{}';
  victims uuid[];
BEGIN
  SELECT * INTO asked FROM app.deconfliction_checks q WHERE q.id = question AND q.asked_by = auth.account() FOR UPDATE;
  IF asked.id IS NULL OR asked.hit_ids IS NOT NULL OR asked.task_force_id <> auth.case_task_force()
     OR (asked.imminent_danger IS NULL
         AND NOT EXISTS (SELECT FROM oversight.receiver(asked.agency_id, asked.asked_on) r WHERE r.has_agreement)) THEN
    RAISE EXCEPTION 'not a check to answer' USING ERRCODE = '42501';
  END IF;
  SELECT coalesce(array_agg(DISTINCT v.identifier_id) FILTER (WHERE v.identifier_id IS NOT NULL), '{}'),
         coalesce(array_agg(DISTINCT a.hash) FILTER (WHERE v.identifier_id IS NULL), '{}')
    INTO victims, asked.hashes
    FROM unnest(answer_check.kinds, answer_check."values", answer_check.hashes) a (kind, normalised, hash)
    LEFT JOIN oversight.victim_identifiers(asked.task_force_id, answer_check.kinds, answer_check."values") v
           ON v.kind = a.kind AND v.normalised = a.normalised;
  INSERT INTO oversight.pending_notices (via, task_force_id, agency_id, account_id, at, identifiers)
  VALUES ('check', asked.task_force_id, asked.agency_id, asked.asked_by, asked.asked_at, victims);
  PERFORM FROM app.subject_index_entries e
    WHERE e.id IN (SELECT unnest(m.entries) FROM oversight.match_subject_index(asked.hashes, asked.task_force_id, asked.asked_at) m)
    ORDER BY e.id FOR KEY SHARE;
  FOR met IN SELECT * FROM oversight.match_subject_index(asked.hashes, asked.task_force_id, asked.asked_at) LOOP
    mine := NULL;
    theirs := NULL;
    mine.task_force_id := asked.task_force_id;
    mine.agency_id := asked.agency_id;
    mine.complaint_id := asked.complaint_id;
    mine.check_id := asked.id;
    mine.kinds := met.kinds;
    mine.strength := met.strength;
    mine.found_at := asked.asked_at;
    theirs.task_force_id := met.task_force_id;
    theirs.agency_id := met.agency_id;
    theirs.complaint_id := met.complaint_id;
    theirs.entry_id := met.entries[1];
    pair := app.store_hit_pair(mine, theirs, met.entries);
    pairs := pairs || pair;
    INSERT INTO app.subject_index_disseminations (id, task_force_id, agency_id, entry_id, pair_id, to_task_force_id, to_agency_id,
                  to_agency_name, recipient, strength, need_to_know, right_to_know, imminent_danger, given_at)
    SELECT gen_random_uuid(), met.task_force_id, met.agency_id, e, pair, asked.task_force_id, asked.agency_id, own_agency.name, who.name,
           met.strength, asked.need_to_know, asked.right_to_know, asked.imminent_danger, asked.asked_at
      FROM unnest(met.entries) e
      JOIN app.agencies own_agency ON own_agency.id = asked.agency_id
      JOIN app.accounts who ON who.id = asked.asked_by;
  END LOOP;
  UPDATE app.deconfliction_checks q
     SET hashes = asked.hashes,
         hit_ids = ARRAY(SELECT h.id FROM app.deconfliction_hits h
                          WHERE h.pair_id = ANY (pairs) AND h.task_force_id = asked.task_force_id)
   WHERE q.id = asked.id;
  RETURN cardinality(pairs);
END $$;
GRANT EXECUTE ON FUNCTION app.answer_check(uuid, text[], text[], bytea[]) TO tracker_app;
