-- Returns a page of the people of the reader's task force with an active account, by name. At the national seat it has those of all task
-- forces. Analysts and investigators may not see the accounts themselves, and get name, role, title and agency. The validity of the
-- training is for those who may read the account. In an agency's seat that is the training of its own people alone. The filter leaves out people whose training the reader knows
-- to be invalid, so it reveals no other training.
CREATE OR REPLACE FUNCTION app.people(words text, at_agency uuid, of_role text, trained_on date, only_trained boolean, after uuid, most integer)
  RETURNS TABLE (id uuid, name text, role text, title text, agency text, is_trained boolean) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH visible AS NOT MATERIALIZED (
    SELECT a.id, a.name, a.role, a.title, a.agency_id, a.trained_until, a.disabled_at, a.approved_at, a.ends_at
      FROM app.accounts a
     WHERE a.task_force_id = (SELECT auth.task_force())
        OR ((SELECT auth.seat()) = 'national' AND (SELECT auth.role()) NOT IN ('analyst', 'investigator'))
  )
  SELECT a.id, a.name, a.role, a.title, g.name, t.is_trained
    FROM visible a LEFT JOIN app.agencies g ON g.id = a.agency_id
   CROSS JOIN LATERAL (
         SELECT CASE WHEN (SELECT auth.role()) IN ('supervisor', 'admin')
                      AND coalesce(a.agency_id = (SELECT auth.agency()), (SELECT auth.agency()) IS NULL)
                     THEN a.trained_until >= people.trained_on END AS is_trained) t
   WHERE a.disabled_at IS NULL AND a.approved_at IS NOT NULL AND (a.ends_at IS NULL OR a.ends_at > now())
     AND (people.at_agency IS NULL OR a.agency_id = people.at_agency)
     AND (people.of_role IS NULL OR a.role = people.of_role)
     AND (people.words IS NULL OR strpos(lower(a.name), lower(people.words)) > 0)
     AND (NOT people.only_trained OR t.is_trained IS NOT FALSE)
     AND (people.after IS NULL OR (a.name, a.id) > (SELECT l.name, l.id FROM visible l WHERE l.id = people.after))
   ORDER BY a.name, a.id LIMIT people.most;
END;
GRANT EXECUTE ON FUNCTION app.people(text, uuid, text, date, boolean, uuid, integer) TO tracker_app;
