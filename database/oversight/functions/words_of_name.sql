-- Returns the normalized words of a name, each once. The words are cut in a loop, because a statement costs more than the rest.
CREATE OR REPLACE FUNCTION oversight.words_of_name(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  plain text := translate(regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f''\u2019\u02bc\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]', '', 'g'),
                          'øłđðßæœþı', 'olddsaoti');
  words text[] := '{}';
  word text;
BEGIN
  FOREACH word IN ARRAY
    coalesce(regexp_split_to_array(plain, '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u3002]+'), '{}')
  LOOP
    word := left(word, 40);
    IF word <> '' AND word <> ALL (words) THEN words := words || word; END IF;
  END LOOP;
  RETURN words;
END $$;
