-- Takes the shared lock of the schema until the transaction ends. A migration holds it exclusively, and waits for all that began before. Whoever
-- comes later is refused at once with a state that is answered 503, instead of a wait for the locks of its tables.
CREATE OR REPLACE FUNCTION auth.lock_schema() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock_shared(hashtext('tracker:schema')) THEN
    RAISE EXCEPTION 'The database is being migrated' USING ERRCODE = '57P03';
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION auth.lock_schema() TO tracker_app, tracker_auth;
