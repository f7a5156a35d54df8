-- Returns the names of children among the tokens of a text: full names in the session's cases, family names in the given complaint. An
-- analyst, who opens no identity, gets full names of the given complaint and of those merged into it. Machine keys and withdrawn accounts look
-- nothing up. A text with more new candidates than are left of the day's limit is not looked up: 10,000, and 2,000 of an analyst, who
-- could otherwise find a name by trial.
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
  counted := auth.count_lookups('name', asked, CASE me.role WHEN 'analyst' THEN 2000 ELSE 10000 END);
  is_within := counted IS NOT NULL;
  is_alarm := vault.raise_alarm(CASE WHEN is_list THEN coalesce(counted, 0) ELSE 0 END, NOT is_within);
  IF NOT is_within THEN RETURN; END IF;
  SELECT array_agg(t.kind), array_agg(t.token), coalesce(array_agg(DISTINCT t.identity_id), '{}') INTO kinds, tokens, victims
    FROM vault.tokens t
    JOIN app.victims_identified v ON v.id = t.identity_id
   WHERE t.task_force_id = me.task_force_id AND t.token = ANY (asked)
     AND CASE WHEN me.role = 'analyst' THEN t.kind = 'name_in_text' AND v.complaint_id IN (SELECT m FROM app.matter_of(complaint) m)
              ELSE t.kind = 'name_in_text' OR (t.kind = 'family_name_in_text' AND v.complaint_id = complaint) END
     AND (SELECT p.is_worked FROM vault.find_child(v.id) p);
END $$;
