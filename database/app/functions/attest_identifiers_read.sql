-- Marks the identifiers of a complaint as attested when somebody triages it.
CREATE OR REPLACE FUNCTION app.attest_identifiers_read() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.identifiers i SET attested_at = now()
   WHERE i.task_force_id = new.task_force_id AND i.complaint_id = new.id AND i.role = 'victim' AND i.attested_at IS NULL;
  RETURN NULL;
END $$;
