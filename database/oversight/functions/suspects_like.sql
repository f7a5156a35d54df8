-- Returns ids of suspects of the session's task force with a similar name or the same day of birth, only for app.similar_suspects. The
-- useful index depends on the name, so each call is planned.
CREATE OR REPLACE FUNCTION oversight.suspects_like(given text, family text, born date) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
  SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  RETURN QUERY
  SELECT s.id FROM app.suspects s
   WHERE s.task_force_id = (SELECT auth.case_task_force()) AND s.voided_at IS NULL
     AND (public.daitch_mokotoff(s.family_name) && public.daitch_mokotoff(family)
          OR lower(s.family_name) OPERATOR(public.%) lower(family)
          OR lower(s.family_name) = lower(family)
          OR s.born_on = born
          OR (family IS NULL AND (lower(s.given_name) OPERATOR(public.%) lower(given) OR lower(s.given_name) = lower(given))))
  UNION
  SELECT a.suspect_id FROM app.suspect_aliases a JOIN app.suspects s ON s.id = a.suspect_id
   WHERE a.task_force_id = (SELECT auth.case_task_force()) AND a.voided_at IS NULL AND s.voided_at IS NULL
     AND (public.daitch_mokotoff(coalesce(a.family_name, a.whole_name)) && public.daitch_mokotoff(family)
          OR lower(coalesce(a.whole_name, a.family_name, a.given_name)) OPERATOR(public.%) lower(coalesce(family, given))
          OR lower(coalesce(a.whole_name, a.family_name, a.given_name)) OPERATOR(public.%) lower(concat_ws(' ', given, family))
          OR lower(coalesce(a.whole_name, a.family_name, a.given_name))
             IN (lower(coalesce(family, given)), lower(concat_ws(' ', given, family))));
END $$;
GRANT EXECUTE ON FUNCTION oversight.suspects_like(text, text, date) TO tracker_owner;
