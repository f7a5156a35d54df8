-- Adds the triggers that prevent the deletion of a table's rows during a legal hold. A row that may lack a complaint is checked by each
-- record it refers to.
CREATE OR REPLACE PROCEDURE app.add_legal_hold_triggers(guarded regclass) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = guarded);
  may_be_absent boolean := NOT (SELECT a.attnotnull FROM pg_attribute a
                                 WHERE a.attrelid = guarded AND NOT a.attisdropped
                                   AND a.attname = CASE guarded WHEN 'app.complaints'::regclass THEN 'id' ELSE 'complaint_id' END);
  pairs text := '';
BEGIN
  IF may_be_absent THEN
    SELECT coalesce(string_agg(format('%L, %L', a.attname, k.confrelid::regclass), ', ' ORDER BY a.attname), '') INTO pairs
      FROM pg_constraint k
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname NOT IN ('task_force_id', 'complaint_id')
      JOIN pg_attribute o ON o.attrelid = k.confrelid AND o.attname = 'complaint_id'
     WHERE k.contype = 'f' AND k.conrelid = guarded;
  END IF;
  EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION purge.refuse_while_held(%s)',
                 name || '_kept_while_held', guarded, pairs);
  EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION purge.refuse_while_held()',
                 name || '_not_emptied_while_held', guarded);
END $$;
