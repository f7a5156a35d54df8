-- Rejects the deletion of a row by any role while a legal hold covers its complaint or its merge target. For a row without a complaint the
-- arguments name each column and the table it refers to.
CREATE OR REPLACE FUNCTION purge.refuse_while_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE deleted_row jsonb; complaints uuid[]; named uuid; pair integer := 0;
BEGIN
  IF tg_op = 'TRUNCATE' THEN
    IF EXISTS (SELECT FROM app.legal_holds h WHERE h.lifted_at IS NULL) THEN
      RAISE EXCEPTION '% is not emptied while legal holds stand', tg_table_name USING ERRCODE = 'TF002';
    END IF;
    RETURN NULL;
  END IF;
  deleted_row := to_jsonb(old);
  complaints := ARRAY[CASE tg_relid WHEN 'app.complaints'::regclass THEN deleted_row ->> 'id' ELSE deleted_row ->> 'complaint_id' END]::uuid[];
  WHILE pair + 1 < tg_nargs LOOP
    IF deleted_row ->> tg_argv[pair] IS NOT NULL THEN
      EXECUTE format('SELECT complaint_id FROM %s WHERE id = $1', tg_argv[pair + 1])
         INTO named USING (deleted_row ->> tg_argv[pair])::uuid;
      complaints := complaints || named;
    END IF;
    pair := pair + 2;
  END LOOP;
  IF EXISTS (
    WITH RECURSIVE upwards (id) AS (
      SELECT c FROM unnest(complaints) c WHERE c IS NOT NULL
      UNION
      SELECT c.merged_into FROM upwards u JOIN app.complaints c ON c.id = u.id WHERE c.merged_into IS NOT NULL
    )
    SELECT FROM upwards u JOIN app.legal_holds h ON h.complaint_id = u.id AND h.lifted_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a legal hold stands: nothing is deleted from %', tg_table_name USING ERRCODE = 'TF002';
  END IF;
  RETURN old;
END $$;
GRANT EXECUTE ON FUNCTION purge.refuse_while_held() TO tracker_owner;
