-- Creates the sequences that number the complaints and the investigations of a new task force.
CREATE OR REPLACE FUNCTION app.create_number_sequences() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE SEQUENCE numbers.%I; CREATE SEQUENCE numbers.%I', new.id, new.id || '-I');
  RETURN NULL;
END $$;
