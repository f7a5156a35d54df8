-- Rejects a change of the records of a locked or withdrawn report.
CREATE OR REPLACE FUNCTION app.refuse_change_of_final_report() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- FOR SHARE waits for a transaction that locks or withdraws the report.
  PERFORM FROM app.performance_reports r WHERE r.id = new.id AND r.state = 'prepared' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the records of a locked or withdrawn performance report cannot change' USING ERRCODE = '42501';
  END IF;
  RETURN new;
END $$;
