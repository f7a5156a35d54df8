-- Sets the purge day of a complaint that a person marks: at least 30 days ahead, by the clock of the database. They are 720 hours, so that
-- a clock change does not shorten them. A job has no account and moves no purge day.
CREATE OR REPLACE FUNCTION app.set_purge_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF auth.account() IS NOT NULL AND new.marked_at IS NOT NULL
     AND (tg_op = 'INSERT' OR (new.marked_at, new.purge_not_before) IS DISTINCT FROM (old.marked_at, old.purge_not_before)) THEN
    new.purge_not_before := greatest(new.purge_not_before, now() + interval '720 hours');
  END IF;
  RETURN new;
END $$;
