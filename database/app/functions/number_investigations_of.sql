-- Creates the sequence that numbers the investigations of a new task force.
CREATE OR REPLACE FUNCTION app.number_investigations_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE SEQUENCE numbers.%I', new.id || '-I');
  RETURN NULL;
END $$;
