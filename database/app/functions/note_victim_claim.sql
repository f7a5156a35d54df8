-- Queues the notices for a victim's claim to an identifier that begins or ends.
CREATE OR REPLACE FUNCTION app.note_victim_claim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO oversight.pending_notices (via, task_force_id, at, identifiers)
  VALUES ('claim', new.task_force_id, now(), ARRAY(SELECT x.id FROM oversight.index_entries_of(new.id) x (id)));
  RETURN NULL;
END $$;
