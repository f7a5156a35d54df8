-- Returns the children of the seat that match all given tokens, under any key. The search enters the trail with its results, never with its
-- values. Beyond the day's 10,000 values nothing is looked up, and the refusal is entered. There is always a row, without a victim where
-- none was found.
CREATE OR REPLACE FUNCTION vault.search(kinds text[], tokens bytea[], most integer)
  RETURNS TABLE (is_within boolean, is_alarm boolean, victim_id uuid, pseudonym text, complaint_id uuid, reference text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own_task_force uuid := auth.case_task_force(); found uuid[]; is_raised boolean;
BEGIN
  PERFORM vault.require_opener();
  is_within := auth.count_lookups('name', tokens, 10000) IS NOT NULL;
  is_raised := vault.raise_alarm(0, NOT is_within);
  IF NOT is_within THEN
    PERFORM audit.note('identities.searched', NULL, 'refused');
    is_alarm := is_raised;
    RETURN NEXT;
    RETURN;
  END IF;
  found := ARRAY(
    SELECT t.identity_id
      FROM unnest(kinds, tokens) sought (kind, token)
      JOIN vault.tokens t ON t.task_force_id = own_task_force AND t.token = sought.token AND t.kind = sought.kind
      JOIN app.victims_identified v ON v.id = t.identity_id
     GROUP BY t.identity_id
    HAVING count(DISTINCT t.kind) = (SELECT count(DISTINCT k) FROM unnest(kinds) k)
     ORDER BY t.identity_id LIMIT most);
  PERFORM audit.log_read('identities.searched', found,
                     ARRAY(SELECT v.complaint_id FROM app.victims_identified v WHERE v.id = ANY (found)));
  RETURN QUERY
    SELECT true, is_raised, v.id, v.pseudonym, v.complaint_id, c.reference
      FROM (SELECT) one
      LEFT JOIN (app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id) ON v.id = ANY (found)
     ORDER BY v.id;
END $$;
GRANT EXECUTE ON FUNCTION vault.search(text[], bytea[], integer) TO tracker_app;
