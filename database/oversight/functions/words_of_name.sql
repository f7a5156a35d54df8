-- Returns the normalized words of a name.
CREATE OR REPLACE FUNCTION oversight.words_of_name(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT left(w, 40)), '{}')
            FROM regexp_split_to_table(
                   translate(regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f''\u2019\u02bc\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]', '', 'g'),
                             'øłđðßæœþı', 'olddsaoti'),
                   '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u3002]+') w
           WHERE w <> '');
END $$;
