-- Creates the sequence that numbers the complaints of a new task force.
CREATE OR REPLACE FUNCTION app.number_complaints_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE SEQUENCE numbers.%I', new.id);
  RETURN NULL;
END $$;
