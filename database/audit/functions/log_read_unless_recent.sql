-- Writes one entry for a read, unless the account was shown all of these records by the same act within the period. A page that asks again
-- while its reader types shows the same records many times.
CREATE OR REPLACE FUNCTION audit.log_read_unless_recent(action text, records uuid[], complaints uuid[], period interval) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  account uuid := auth.account();
  shown   uuid[] := records || complaints;
BEGIN
  IF shown <@ ARRAY(SELECT DISTINCT unnest(e.records) FROM audit.entries e
                     WHERE e.account_id = account AND e.at > now() - period AND e.action = log_read_unless_recent.action) THEN
    RETURN;
  END IF;
  PERFORM audit.log_read(action, records, complaints);
END $$;
