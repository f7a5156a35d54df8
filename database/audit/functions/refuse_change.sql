-- Rejects every update, deletion and truncation of the trail.
CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the trail is added to and never changed: % on %', tg_op, tg_table_name USING ERRCODE = '42501';
END $$;
