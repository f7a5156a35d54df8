-- Makes the triggers that enter changes of a table's counts into the ledger.
CREATE OR REPLACE PROCEDURE app.count_in_ledger(counted regclass) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = counted);
  made record;
BEGIN
  FOR made IN
    SELECT * FROM (VALUES ('insert', 'NEW TABLE AS new_rows'), ('update', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'),
                          ('delete', 'OLD TABLE AS old_rows')) m (event, transition)
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION tally.%I()',
                   'counted_' || made.event, made.event, counted, made.transition, 'enter_' || name);
  END LOOP;
END $$;
