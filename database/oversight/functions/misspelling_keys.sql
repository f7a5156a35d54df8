-- Returns a word and each form with one letter less. Two words that share one are one or two typing errors apart.
CREATE OR REPLACE FUNCTION oversight.misspelling_keys(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE keys text[] := '{}';
BEGIN
  IF length(word) NOT BETWEEN 4 AND 20 THEN RETURN keys; END IF;
  FOR n IN 1 .. length(word) LOOP
    keys := keys || ('d' || left(word, n - 1) || substr(word, n + 1));
  END LOOP;
  RETURN keys || ('d' || word);
END $$;
