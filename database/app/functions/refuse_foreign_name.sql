-- Rejects a signature in another person's name: each named column holds the session's account or stays as it was.
CREATE OR REPLACE FUNCTION app.refuse_foreign_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me text := auth.account();
  was jsonb := CASE tg_op WHEN 'UPDATE' THEN to_jsonb(old) ELSE '{}' END;
  becomes jsonb := to_jsonb(new);
  signature text;
BEGIN
  IF me IS NULL THEN RETURN new; END IF;
  FOREACH signature IN ARRAY tg_argv LOOP
    IF becomes ->> signature <> me AND becomes ->> signature IS DISTINCT FROM was ->> signature THEN
      RAISE EXCEPTION '% of % is signed by another', signature, tg_table_name USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN new;
END $$;
