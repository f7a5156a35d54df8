-- Locks complaints in the ledger, so that the writer of a record and the writer of its complaint's type wait for each other. A statement
-- takes at most 256 locks.
CREATE OR REPLACE FUNCTION tally.lock_complaints(complaints uuid[], alone boolean) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE part integer;
BEGIN
  FOR part IN SELECT DISTINCT hashtext(c::text) & 255 AS p FROM unnest(complaints) c ORDER BY p LOOP
    IF alone THEN PERFORM pg_advisory_xact_lock(20, part);
    ELSE PERFORM pg_advisory_xact_lock_shared(20, part);
    END IF;
  END LOOP;
END $$;
