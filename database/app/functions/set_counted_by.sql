-- Sets the session's account and the present time as the counter of a performance report.
CREATE OR REPLACE FUNCTION app.set_counted_by() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  new.counted_by := auth.account();
  new.counted_at := now();
  RETURN new;
END $$;
