-- Returns warnings about names in a text that is being written, and writes an entry for them. A draft is saved many times, so its entry has
-- only the children that no earlier save of the draft mentioned.
CREATE OR REPLACE FUNCTION vault.warn_of_names(complaint uuid, draft uuid, asked bytea[], is_list boolean, OUT is_within boolean,
                                    OUT is_alarm boolean, OUT kinds text[], OUT tokens bytea[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  author  uuid := auth.account();
  victims uuid[];
BEGIN
  SELECT n.is_within, n.is_alarm, n.kinds, n.tokens, n.victims INTO is_within, is_alarm, kinds, tokens, victims
    FROM vault.names_among(complaint, asked, is_list) n;
  IF draft IS NOT NULL AND victims <> '{}' THEN
    victims := ARRAY(SELECT unnest(victims)
                     EXCEPT SELECT unnest(d.mentioned_ids) FROM staging.drafts d WHERE d.id = draft AND d.saved_by = author);
    UPDATE staging.drafts d SET mentioned_ids = d.mentioned_ids || victims WHERE d.id = draft AND d.saved_by = author AND victims <> '{}';
  END IF;
  IF victims <> '{}' THEN
    PERFORM audit.log_read('identity.mentioned', victims,
                       ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (victims)));
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION vault.warn_of_names(uuid, uuid, bytea[], boolean) TO tracker_app;
