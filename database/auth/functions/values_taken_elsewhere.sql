-- Returns the email addresses or ORIs that accounts or agencies beyond the administrator's seat have. A refusal writes an entry on both
-- sides and counts every value: 500 distinct values per account and day. Beyond them nothing is disclosed and no new value is accepted.
CREATE OR REPLACE FUNCTION auth.values_taken_elsewhere(kind text, asked text[], is_entered boolean, OUT is_within boolean, OUT taken text[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me        auth.sessions := auth.session();
  what      text := CASE kind WHEN 'email' THEN 'account.address-disclosed' WHEN 'ori' THEN 'agency.ori-disclosed' END;
  to_count  bytea[] := ARRAY(SELECT convert_to(a, 'UTF8') FROM unnest(asked) a);
  taken_by    record;
BEGIN
  IF me.role IS DISTINCT FROM 'admin' OR what IS NULL THEN RAISE EXCEPTION 'not an administrator' USING ERRCODE = '42501'; END IF;
  taken := '{}';
  is_within := NOT (EXISTS (SELECT FROM auth.lookup_days d
                             WHERE d.account_id = me.account_id AND d.kind = values_taken_elsewhere.kind AND d.day = auth.lookup_day()
                               AND d.distinct_values >= 500)
                    AND auth.count_lookups(kind, to_count, 500, false) IS NULL);
  IF NOT is_within THEN
    IF is_entered THEN PERFORM audit.note(what, NULL, 'refused', cardinality(asked) || ' asked'); END IF;
    RETURN;
  END IF;
  FOR taken_by IN
    SELECT a.id, a.task_force_id, a.email AS value FROM app.accounts a
     WHERE values_taken_elsewhere.kind = 'email' AND a.email = ANY (asked)
       AND NOT auth.is_at_or_below(a.task_force_id, a.agency_id, me.task_force_id, me.agency_id)
    UNION ALL
    SELECT a.id, a.task_force_id, a.ori FROM oversight.agencies_with_ori(asked) a
     WHERE values_taken_elsewhere.kind = 'ori' AND me.task_force_id IS NOT NULL AND a.task_force_id <> me.task_force_id
  LOOP
    taken := taken || taken_by.value;
    IF is_entered THEN PERFORM audit.log_read_from_other_task_force(taken_by.task_force_id, what, taken_by.id, NULL, ARRAY[taken_by.id]); END IF;
  END LOOP;
  IF NOT is_entered OR taken = '{}' THEN RETURN; END IF;
  is_within := auth.count_lookups(kind, to_count, 500) IS NOT NULL;
  -- Beyond the daily limit the refusal has disclosed that one of them is taken.
  IF NOT is_within THEN
    UPDATE auth.lookup_days d SET distinct_values = 500
     WHERE d.account_id = me.account_id AND d.kind = values_taken_elsewhere.kind AND d.day = auth.lookup_day();
  END IF;
  PERFORM audit.note(what, NULL, 'refused', cardinality(taken) || ' of ' || cardinality(asked) || ' asked');
END $$;
GRANT EXECUTE ON FUNCTION auth.values_taken_elsewhere(text, text[], boolean) TO tracker_app;
