-- Marks an identifier as attested where a person typed it. Identifiers from documents or machine keys are attested by their reader.
CREATE OR REPLACE FUNCTION app.attest_identifier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions;
BEGIN
  new.attested_at := NULL;
  IF new.source_path IS NULL THEN
    living := auth.session();
    IF living.id IS NOT NULL AND living.scopes IS NULL THEN new.attested_at := now(); END IF;
  END IF;
  RETURN new;
END $$;
