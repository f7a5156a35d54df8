-- Rejects a draft beyond the limits of its account: 50 drafts at a time, and 500 new ones within a day. It runs as the
-- owner: a draft also counts while its complaint is hidden from the account. The lock serializes racing inserts.
CREATE OR REPLACE FUNCTION staging.bound_drafts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('drafts of ' || new.saved_by, 0));
  IF (SELECT count(*) FROM staging.drafts d WHERE d.saved_by = new.saved_by AND d.ended_at IS NULL) > 50 THEN
    RAISE EXCEPTION 'the account has too many drafts' USING ERRCODE = 'TF010', CONSTRAINT = 'drafts_of_account';
  END IF;
  IF (SELECT count(*) FROM staging.drafts d WHERE d.saved_by = new.saved_by AND d.begun_at > new.begun_at - interval '24 hours') > 500 THEN
    RAISE EXCEPTION 'the account has begun too many drafts' USING ERRCODE = 'TF010', CONSTRAINT = 'drafts_of_a_day';
  END IF;
  RETURN NULL;
END $$;
