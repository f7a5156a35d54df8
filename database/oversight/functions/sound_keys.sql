-- Returns the Daitch–Mokotoff sound codes of a word. A word of vowels alone sounds like any other.
CREATE OR REPLACE FUNCTION oversight.sound_keys(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  keys text[] := '{}';
  code text;
BEGIN
  FOREACH code IN ARRAY coalesce(public.daitch_mokotoff(word), '{}') LOOP
    IF code <> '000000' THEN keys := keys || ('s' || code); END IF;
  END LOOP;
  RETURN keys;
END $$;
