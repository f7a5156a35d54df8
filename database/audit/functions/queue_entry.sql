-- Queues the entries of a statement for the sequencer, by their first one. The row is committed with the entries, and no writer waits for
-- another.
CREATE OR REPLACE FUNCTION audit.queue_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF new.at <> now() OR new.transaction <> pg_current_xact_id() THEN
    RAISE EXCEPTION 'an entry is made at the instant of its own transaction' USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.unlinked_entries (at, transaction, seq) VALUES (new.at, new.transaction, new.seq);
  RETURN NULL;
END $$;
