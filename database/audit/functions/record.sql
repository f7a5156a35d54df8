-- Writes each changed row of a statement to the trail, under the action that the transaction declared. The trigger's arguments name the
-- columns whose values are withheld.
CREATE OR REPLACE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who     auth.sessions := auth.session();
  action  text := nullif(current_setting('app.action', true), '');
  subject uuid := nullif(current_setting('app.subject', true), '')::uuid;
  reason  text := nullif(current_setting('app.reason', true), '');
  request text := nullif(current_setting('app.request', true), '');
  address inet := nullif(current_setting('app.address', true), '')::inet;
  -- Columns that describe a person, or were given by one, enter by name and never by value.
  hidden  text[] := coalesce(tg_argv[0:], '{}');
BEGIN
  IF action IS NULL THEN
    RAISE EXCEPTION '% changed outside a named change', tg_table_name USING ERRCODE = 'TF001';
  END IF;
  IF tg_op = 'INSERT' THEN
    INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                               reason, request_id, address, source, row_id, became, withheld, follows)
    SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
           coalesce(subject, (r ->> 'id')::uuid),
           CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
           reason, request, address, tg_table_name, (r ->> 'id')::uuid, jsonb_strip_nulls(r) - hidden, nullif(hidden, '{}'), row_number() OVER () > 1
      FROM (SELECT to_jsonb(new_rows) AS r FROM new_rows OFFSET 0) written;
  ELSE
    INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                               reason, request_id, address, source, row_id, was, became, withheld, follows)
    SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
           coalesce(subject, (r ->> 'id')::uuid),
           CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
           reason, request, address, tg_table_name, (r ->> 'id')::uuid,
           changed.was - hidden, changed.became - hidden, changed.withheld, row_number() OVER () > 1
      FROM (SELECT to_jsonb(new_rows) AS r, to_jsonb(old_rows) AS w FROM new_rows FULL JOIN old_rows USING (id) OFFSET 0) written
     CROSS JOIN LATERAL (
           SELECT coalesce(jsonb_object_agg(key, w -> key), '{}') AS was, coalesce(jsonb_object_agg(key, r -> key), '{}') AS became,
                  array_agg(key) FILTER (WHERE key = ANY (hidden)) AS withheld
             FROM jsonb_object_keys(coalesce(r, w)) key
            WHERE r -> key IS DISTINCT FROM w -> key) changed;
  END IF;
  RETURN NULL;
END $$;
