-- Scans a text of a case for names of children, for a session that may open the vault. Writes an entry whether or not it finds any.
CREATE OR REPLACE FUNCTION vault.scan_text(complaint uuid, purpose text, asked bytea[], is_list boolean, OUT is_within boolean,
                                OUT is_alarm boolean, OUT kinds text[], OUT tokens bytea[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE victims uuid[];
BEGIN
  PERFORM vault.require_opener();
  IF NOT EXISTS (SELECT FROM app.complaints c
                  WHERE c.id = complaint
                    AND (auth.role() = 'supervisor' OR c.investigator_id IS NULL OR c.investigator_id = auth.account())) THEN
    RAISE EXCEPTION 'not a case to scan a text of' USING ERRCODE = '42501';
  END IF;
  SELECT n.is_within, n.is_alarm, n.kinds, n.tokens, n.victims INTO is_within, is_alarm, kinds, tokens, victims
    FROM vault.names_among(complaint, asked, is_list) n;
  IF NOT is_within THEN
    PERFORM audit.note('identities.scanned', complaint, 'refused', purpose);
    RETURN;
  END IF;
  PERFORM set_config('app.reason', purpose, true);
  PERFORM audit.log_read('identities.scanned', victims,
                     ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (victims) UNION SELECT complaint));
END $$;
GRANT EXECUTE ON FUNCTION vault.scan_text(uuid, text, bytea[], boolean) TO tracker_app;
