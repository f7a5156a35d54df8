-- Gives an investigation the next number of its task force.
CREATE OR REPLACE FUNCTION app.number_investigation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  number text := nextval(format('numbers.%I', new.task_force_id || '-I')::regclass)::text;
BEGIN
  SELECT code || '-I-' || lpad(number, greatest(6, length(number)), '0') INTO new.reference
    FROM app.task_forces WHERE id = new.task_force_id;
  RETURN new;
END $$;
