-- Rejects a change of a row that is final.
CREATE OR REPLACE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what is in % stays as it is', tg_table_name USING ERRCODE = '42501';
END $$;
