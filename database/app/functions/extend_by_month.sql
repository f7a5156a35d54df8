-- Sets the purge day a month after the mark, by the clock of the database.
CREATE OR REPLACE FUNCTION app.extend_by_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF auth.account() IS NOT NULL AND new.marked_at IS NOT NULL
     AND (tg_op = 'INSERT' OR (new.marked_at, new.purge_not_before) IS DISTINCT FROM (old.marked_at, old.purge_not_before)) THEN
    new.purge_not_before := greatest(new.purge_not_before, now() + interval '720 hours');
  END IF;
  RETURN new;
END $$;
