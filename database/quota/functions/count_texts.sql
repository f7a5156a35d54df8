-- Counts every text column of a table against the daily limit of text of a case. The limit is 400,000 characters, twenty narratives of the
-- maximum length. No rule recognizes every file in a text, so this limit bounds what texts can carry. The first narrative of a complaint is
-- not counted, because the request limits its length. `db:migrate` applies the calling file again when the columns of its table change.
CREATE OR REPLACE PROCEDURE quota.count_texts(counted regclass) LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = counted);
  is_case boolean := counted = 'app.complaints'::regclass;
  lengths text;
  changes text;
  made record;
BEGIN
  SELECT string_agg(format('coalesce(char_length(w.%I), 0)', c.attname), ' + ' ORDER BY c.attnum),
         string_agg(format('CASE WHEN w.%1$I IS DISTINCT FROM o.%1$I THEN coalesce(char_length(w.%1$I), 0) ELSE 0 END', c.attname),
                    ' + ' ORDER BY c.attnum)
    INTO lengths, changes
    FROM pg_attribute c WHERE c.attrelid = counted AND c.atttypid = 'text'::regtype AND c.attnum > 0 AND NOT c.attisdropped;
  FOR made IN
    SELECT * FROM (VALUES (name || '_text_counted', 'INSERT', 'NEW TABLE AS w', 'w', lengths),
                          (name || '_text_recounted', 'UPDATE', 'NEW TABLE AS w OLD TABLE AS o', 'w JOIN o ON o.id = w.id', changes))
                  m (function, event, transition, source, sum)
     WHERE NOT (is_case AND event = 'INSERT')
  LOOP
    EXECUTE format($counter$
      CREATE OR REPLACE FUNCTION quota.%1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
      DECLARE most bigint;
      BEGIN
        WITH counted AS (
          INSERT INTO quota.case_texts AS q (complaint_id, on_day, characters)
          SELECT w.%2$I, (now() AT TIME ZONE 'UTC')::date, sum(%3$s) FROM %4$s
           WHERE w.%2$I IS NOT NULL GROUP BY w.%2$I HAVING sum(%3$s) > 0 ORDER BY w.%2$I
          ON CONFLICT (complaint_id) DO UPDATE
            SET characters = CASE WHEN q.on_day = excluded.on_day THEN q.characters ELSE 0 END + excluded.characters, on_day = excluded.on_day
          RETURNING characters
        ) SELECT max(characters) INTO most FROM counted;
        IF most > 400000 THEN
          RAISE EXCEPTION 'the case has too much text of a day' USING ERRCODE = 'TF010', CONSTRAINT = 'text_of_case';
        END IF;
        RETURN NULL;
      END $body$ $counter$, made.function, CASE WHEN is_case THEN 'id' ELSE 'complaint_id' END, made.sum, made.source);
    EXECUTE format('CREATE TRIGGER %1$I AFTER %2$s ON %3$s REFERENCING %4$s FOR EACH STATEMENT EXECUTE FUNCTION quota.%1$I()',
                   made.function, made.event, counted, made.transition);
  END LOOP;
END $$;
