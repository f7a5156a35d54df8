-- Rejects an index identifier that is not the suspect's, and queues notices where a victim of the task force has the same value.
CREATE OR REPLACE FUNCTION app.check_indexed_identifier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT coalesce(oversight.may_be_indexed(new.entry_id, new.identifier_id, new.kind), false) THEN
    RAISE EXCEPTION 'not an identifier of this suspect' USING ERRCODE = '42501';
  END IF;
  INSERT INTO oversight.pending_notices (via, task_force_id, agency_id, account_id, at, identifiers)
  SELECT 'index', new.task_force_id, e.agency_id, new.shared_by, new.shared_at,
         ARRAY(SELECT v.identifier_id FROM app.identifiers i
                CROSS JOIN LATERAL oversight.victim_identifiers(new.task_force_id, ARRAY[i.kind], ARRAY[i.normalised]) v
                WHERE i.id = new.identifier_id)
    FROM app.subject_index_entries e WHERE e.id = new.entry_id;
  RETURN new;
END $$;
