-- Returns the values that an expungement writes over a table's rows: the columns withheld from the trail, and void reasons. A column
-- becomes null unless a CHECK names it, other than a list of its codes, which accepts null. A unique one includes the row's id.
CREATE OR REPLACE FUNCTION app.expunged_columns(dependent regclass) RETURNS TABLE (name text, written text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT quote_ident(a.attname)::text,
         CASE WHEN NOT a.attnotnull
                   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)
                                      AND NOT (cardinality(k.conkey) = 1 AND pg_get_constraintdef(k.oid) LIKE '%= ANY (ARRAY[%'))
                THEN 'NULL'
              WHEN a.atttypid = 'text'::regtype
                THEN format('CASE WHEN %I IS NOT NULL THEN ''Expunged by order of a court.''%s END', a.attname,
                            CASE WHEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
                                                 AND a.attnum = ANY (i.indkey)) THEN ' || '' '' || id' ELSE '' END)
              WHEN a.atttypid = 'bytea'::regtype THEN format('CASE WHEN %I IS NOT NULL THEN ''''::bytea END', a.attname)
              WHEN a.atttypid IN ('jsonb'::regtype, 'text[]'::regtype) THEN format('CASE WHEN %I IS NOT NULL THEN ''{}''::%s END', a.attname, a.atttypid::regtype)
              ELSE quote_ident(a.attname)::text END
    FROM pg_attribute a
   WHERE a.attrelid = expunged_columns.dependent AND a.attnum > 0 AND NOT a.attisdropped
     AND (a.attname = 'void_reason'
          OR EXISTS (SELECT FROM pg_trigger t
                      WHERE t.tgrelid = a.attrelid AND t.tgname LIKE '%\_changed' AND t.tgfoid = 'audit.record()'::regprocedure
                        AND a.attname = ANY (string_to_array(encode(t.tgargs, 'escape'), '\000'))))
     -- The issuer of the order, and the contact to notify, stay.
     AND a.attname NOT IN ('order_number', 'authority', 'recipient');
END;
