-- Returns the names of children among the tokens of a text: full names in the session's cases, family names in the given complaint. An
-- analyst, who opens no identity, gets both of the given complaint alone. Machine keys and withdrawn accounts look nothing up. A text with more
-- new candidates than are left of the day's 10,000 is not looked up.
CREATE OR REPLACE FUNCTION vault.names_among(complaint uuid, asked bytea[], is_list boolean, OUT is_within boolean, OUT is_alarm boolean,
                                  OUT kinds text[], OUT tokens bytea[], OUT victims uuid[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me      auth.sessions := auth.session();
  counted integer;
BEGIN
  is_within := true;
  is_alarm := false;
  victims := '{}';
  IF me.id IS NULL OR me.kind <> 'session' OR me.role NOT IN ('analyst', 'investigator', 'supervisor') OR me.task_force_id IS NULL
     OR vault.is_access_withdrawn(me.account_id) OR cardinality(asked) = 0 THEN
    RETURN;
  END IF;
  counted := auth.count_lookups('name', asked, 10000);
  is_within := counted IS NOT NULL;
  is_alarm := vault.raise_alarm(CASE WHEN is_list THEN coalesce(counted, 0) ELSE 0 END, NOT is_within);
  IF NOT is_within THEN RETURN; END IF;
  SELECT array_agg(t.kind), array_agg(t.token), coalesce(array_agg(DISTINCT t.identity_id), '{}') INTO kinds, tokens, victims
    FROM vault.tokens t
    JOIN app.victims_identified v ON v.id = t.identity_id
   WHERE t.task_force_id = me.task_force_id AND t.token = ANY (asked)
     AND t.kind IN ('name_in_text', 'family_name_in_text')
     AND (v.complaint_id = complaint OR (t.kind = 'name_in_text' AND me.role <> 'analyst'))
     AND (SELECT p.is_worked FROM vault.find_child(v.id) p);
END $$;
