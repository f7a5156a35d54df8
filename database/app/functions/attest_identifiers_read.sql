-- Marks the identifiers of a complaint as attested when somebody triages it. Most complaints have none to mark, and an update of no row would
-- still run the triggers of its table.
CREATE OR REPLACE FUNCTION app.attest_identifiers_read() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE unread uuid[] := ARRAY(SELECT i.id FROM app.identifiers i
                                WHERE i.task_force_id = new.task_force_id AND i.complaint_id = new.id
                                  AND i.role = 'victim' AND i.attested_at IS NULL);
BEGIN
  IF cardinality(unread) > 0 THEN
    UPDATE app.identifiers i SET attested_at = now() WHERE i.id = ANY (unread) AND i.attested_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
