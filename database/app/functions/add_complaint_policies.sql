-- Adds the policies of a table whose rows belong to a complaint: whoever sees the complaint sees the row, and the purge may delete it.
-- The functions that read beyond a seat also read an overseen table.
CREATE OR REPLACE PROCEDURE app.add_complaint_policies(guarded regclass, is_overseen boolean DEFAULT false) LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = guarded);
  seen text := 'task_force_id = (SELECT auth.case_task_force())
                AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0))';
BEGIN
  EXECUTE format('CREATE POLICY %I ON %s USING (%s) WITH CHECK (%3$s)', name || '_of_the_complaint', guarded, seen);
  EXECUTE format('CREATE POLICY %I ON %s TO tracker_eraser USING (true) WITH CHECK (%s)', name || '_purging', guarded,
                 (guarded = 'app.retentions'::regclass)::text);
  IF is_overseen THEN
    EXECUTE format('CREATE POLICY %I ON %s FOR SELECT TO tracker_oversight USING (true)', name || '_overseen', guarded);
  END IF;
END $$;
