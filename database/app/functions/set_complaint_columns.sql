-- Sets the local day of a complaint in the time zone of its task force, the end of a provider's preservation, and its reference number.
CREATE OR REPLACE FUNCTION app.set_complaint_columns() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE own_task_force record; next text;
BEGIN
  SELECT code, zone INTO own_task_force FROM app.task_forces WHERE id = new.task_force_id;
  new.received_on := (new.received_at AT TIME ZONE own_task_force.zone)::date;
  IF new.source = 'ncmec_cybertip' THEN
    new.preserved_until := app.preservation_end(coalesce((new.reported_to_ncmec_at AT TIME ZONE own_task_force.zone)::date, new.received_on));
  END IF;
  IF tg_op = 'INSERT' THEN
    new.state_since := coalesce(new.state_since, new.logged_at);
    next := nextval(format('numbers.%I', new.task_force_id)::regclass)::text;
    -- At least six digits: lpad alone would cut the seventh.
    new.reference := own_task_force.code || '-' || lpad(next, greatest(6, length(next)), '0');
  END IF;
  RETURN new;
END $$;
