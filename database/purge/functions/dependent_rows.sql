-- Returns the tables that depend on a complaint, ordered so that no foreign key blocks a deletion: those with a complaint_id, and those
-- that depend on them. A table that may lack it depends on all that it refers to.
CREATE OR REPLACE FUNCTION purge.dependent_rows() RETURNS SETOF purge.step LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH RECURSIVE keys AS (
    SELECT k.conrelid AS child, k.confrelid AS parent,
           (SELECT bool_and(a.attnotnull) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS is_needed,
           EXISTS (SELECT FROM pg_attribute a
                    WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'complaint_id') AS is_by_complaint,
           (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n)
              FROM unnest(k.conkey) WITH ORDINALITY u (number, n)
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns,
           (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n)
              FROM unnest(k.confkey) WITH ORDINALITY u (number, n)
              JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number) AS referred
      FROM pg_constraint k
     WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid <> k.confrelid
  ), found (rel, condition, distance) AS (
    SELECT 'app.complaints'::regclass::oid, 'task_force_id = $2 AND id = $1', 0
    UNION
    SELECT k.child,
           CASE WHEN k.is_by_complaint THEN 'task_force_id = $2 AND complaint_id = $1'
                ELSE format('(%s) IN (SELECT %s FROM %s WHERE %s)', k.columns, k.referred, k.parent::regclass, f.condition)
                END COLLATE "default",
           f.distance + 1
      FROM found f
      JOIN keys k ON k.parent = f.rel AND f.distance < 8
      LEFT JOIN pg_attribute a ON a.attrelid = k.child AND a.attname = 'complaint_id' AND NOT a.attisdropped
     WHERE k.is_by_complaint
        OR (f.distance > 0 AND CASE WHEN a.attrelid IS NULL THEN k.is_needed ELSE NOT a.attnotnull END)
  ), orders (rel, place) AS (
    SELECT 'app.complaints'::regclass::oid, 0
    UNION
    SELECT k.child, o.place + 1 FROM orders o JOIN keys k ON k.parent = o.rel
     WHERE o.place < 16 AND k.child IN (SELECT f.rel FROM found f)
  )
  SELECT p.place, f.rel::regclass::text, f.condition
    FROM (SELECT DISTINCT f.rel, f.condition FROM found f) f
    JOIN (SELECT o.rel, max(o.place) AS place FROM orders o GROUP BY o.rel) p ON p.rel = f.rel
   ORDER BY p.place DESC, 2, 3;
END;
GRANT EXECUTE ON FUNCTION purge.dependent_rows() TO tracker_owner;
