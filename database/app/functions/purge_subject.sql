-- Purges one entry of the subject index and records the review that decided it.
CREATE OR REPLACE FUNCTION app.purge_subject(entry uuid, why text, by uuid, at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE purged app.subject_index_entries;
BEGIN
  -- A concurrent pointer holds a lock on the entry. Waiting for it lets its recipient be notified.
  PERFORM FROM app.subject_index_entries e WHERE e.id = entry FOR UPDATE;
  UPDATE app.subject_index_entries e SET state = 'purged', version = e.version + 1 WHERE e.id = entry RETURNING * INTO purged;
  INSERT INTO app.subject_index_reviews (id, task_force_id, entry_id, outcome, reason, changed, reviewed_by, reviewed_at)
  VALUES (gen_random_uuid(), purged.task_force_id, purged.id, 'purged', why, '{}', by, at);
END $$;
