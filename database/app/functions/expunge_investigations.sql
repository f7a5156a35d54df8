-- Overwrites the investigations of an expunged complaint, unless another complaint of theirs is left.
CREATE OR REPLACE FUNCTION app.expunge_investigations(complaint uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  emptied uuid[] := ARRAY(
    SELECT l.investigation_id FROM app.investigation_complaints l
     WHERE l.complaint_id = complaint
       AND NOT EXISTS (SELECT FROM app.investigation_complaints o
                        WHERE o.investigation_id = l.investigation_id AND o.complaint_id <> complaint AND o.ended_at IS NULL
                          AND NOT EXISTS (SELECT FROM app.complaints c WHERE c.id = o.complaint_id AND c.is_expunged)));
  expunged record;
BEGIN
  FOR expunged IN
    SELECT t.name, t.key, (SELECT string_agg(e.name || ' = ' || e.written, ', ') FROM app.expunged_columns(t.name::regclass) e) AS written
      FROM (VALUES ('app.investigations', 'id'), ('app.investigation_closures', 'investigation_id')) t (name, key)
  LOOP
    EXECUTE format('UPDATE %s SET %s WHERE %I = ANY ($1)', expunged.name, expunged.written, expunged.key) USING emptied;
  END LOOP;
END $$;
