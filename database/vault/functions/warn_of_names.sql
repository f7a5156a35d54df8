-- Returns warnings about names in a text that is being written, and writes an entry for each.
CREATE OR REPLACE FUNCTION vault.warn_of_names(complaint uuid, asked bytea[], is_list boolean, OUT is_within boolean, OUT is_alarm boolean,
                                    OUT kinds text[], OUT tokens bytea[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE victims uuid[];
BEGIN
  SELECT n.is_within, n.is_alarm, n.kinds, n.tokens, n.victims INTO is_within, is_alarm, kinds, tokens, victims
    FROM vault.names_among(complaint, asked, is_list) n;
  IF victims <> '{}' THEN
    PERFORM audit.log_read('identity.mentioned', victims,
                       ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (victims)));
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION vault.warn_of_names(uuid, bytea[], boolean) TO tracker_app;
