-- Returns the suspects that the session sees and that resemble one, the likeliest first, with the reason. Row security binds this
-- function's owner.
CREATE OR REPLACE FUNCTION app.similar_suspects(given text, family text, born date, most integer)
  RETURNS TABLE (suspect_id uuid, sounds_alike boolean, is_spelt_nearly boolean, is_given_name_alike boolean,
                 is_born_same_day boolean, is_by_alias boolean) LANGUAGE sql STABLE SECURITY DEFINER ROWS 20
BEGIN ATOMIC
  WITH candidates AS MATERIALIZED (
    SELECT s.id, s.born_on, s.given_name, s.family_name FROM app.suspects s
     WHERE s.id = ANY (ARRAY(SELECT oversight.suspects_like(given, family, born)))),
  known AS (
    SELECT c.id, c.given_name, c.family_name, NULL::text AS whole_name, false AS is_alias FROM candidates c
    UNION ALL
    SELECT a.suspect_id, a.given_name, a.family_name, a.whole_name, true FROM app.suspect_aliases a
     WHERE a.suspect_id = ANY (ARRAY(SELECT c.id FROM candidates c)) AND a.voided_at IS NULL),
  compared AS (
    SELECT k.id, k.is_alias,
           coalesce(public.daitch_mokotoff(coalesce(k.family_name, k.whole_name)) && public.daitch_mokotoff(family), false) AS sounds,
           greatest(public.similarity(lower(k.family_name), lower(family)),
                    public.similarity(lower(k.whole_name), lower(concat_ws(' ', given, family))),
                    public.similarity(lower(k.whole_name), lower(coalesce(family, given)))) AS spelling,
           public.levenshtein_less_equal(left(lower(coalesce(k.family_name, k.whole_name)), 200), left(lower(family), 200), 2) AS distance,
           greatest(public.similarity(lower(k.given_name), lower(given)), (lower(k.given_name) = lower(given))::integer,
                    CASE WHEN family IS NULL THEN greatest(public.similarity(lower(k.whole_name), lower(given)),
                                                           (lower(k.whole_name) = lower(given))::integer) END) AS given_spelling
      FROM known k),
  judged AS (
    SELECT c.id, c.is_alias, c.sounds, coalesce(c.spelling, 0) AS spelling, coalesce(c.given_spelling, 0) AS given_spelling,
           coalesce(c.spelling >= 0.45 OR c.distance <= CASE WHEN length(family) < 6 THEN 1 ELSE 2 END, false) AS is_near,
           coalesce(c.given_spelling >= 0.4, false) AS is_given_alike
      FROM compared c),
  gathered AS (
    SELECT c.id, coalesce(bool_or(j.sounds), false) AS sounds, coalesce(bool_or(j.is_near), false) AS is_near,
           coalesce(bool_or(j.is_given_alike AND (family IS NULL OR j.sounds OR j.is_near)), false) AS is_given_alike,
           coalesce(c.born_on = born, false) AS is_born_same_day,
           coalesce(bool_or(j.is_alias AND (j.sounds OR j.is_near OR (family IS NULL AND j.is_given_alike))), false) AS is_by_alias,
           max(j.spelling + j.given_spelling) AS likeness
      FROM candidates c JOIN judged j ON j.id = c.id
     GROUP BY c.id, c.born_on)
  SELECT g.id, g.sounds, g.is_near, g.is_given_alike, g.is_born_same_day, g.is_by_alias
    FROM gathered g
   WHERE g.sounds OR g.is_near OR g.is_born_same_day OR (family IS NULL AND g.is_given_alike)
   ORDER BY (g.sounds OR g.is_near)::integer + g.is_born_same_day::integer + g.is_given_alike::integer DESC, g.likeness DESC, g.id
   LIMIT most;
END;
GRANT EXECUTE ON FUNCTION app.similar_suspects(text, text, date, integer) TO tracker_app;
