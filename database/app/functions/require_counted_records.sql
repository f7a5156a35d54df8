-- Rejects a lock whose records are not those that were counted.
CREATE OR REPLACE FUNCTION app.require_counted_records() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM app.performance_report_records k WHERE k.id = new.id AND k.sha256 = new.records_sha256) THEN
    RAISE EXCEPTION 'a performance report is locked with the records that it was counted from' USING ERRCODE = '23514';
  END IF;
  RETURN new;
END $$;
