-- Erases the text of a draft when it ends, and the children that it named, unless a legal hold covers its complaint. The owner sees every hold; the author of the draft may not.
CREATE OR REPLACE FUNCTION purge.erase_ended_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF new.complaint_id IS NULL OR NOT app.is_held(new.complaint_id) THEN
    new.wrapped_key := NULL;
    new.body := NULL;
    new.mentioned_ids := '{}';
  END IF;
  RETURN new;
END $$;
GRANT EXECUTE ON FUNCTION purge.erase_ended_draft() TO tracker_owner;
