import type pg from 'pg';

/** Table change that Postgres may reject, because a function uses the row type of the table. */
export interface RowTypeChange {
  readonly relation: string;
  readonly columns: string;
  readonly functions: string;
}

/**
 * Watches every ALTER TABLE of a database. Postgres 17.12 and later minors reject a new column with a default, or a
 * changed column type, where a function uses the row type.
 */
export async function watchRowTypes(admin: pg.Client): Promise<void> {
  await admin.query(`
    CREATE SCHEMA watch;
    CREATE TABLE watch.before (relation oid, number integer, type oid, modifier integer);
    CREATE TABLE watch.found (relation text, columns text, functions text);
    CREATE FUNCTION watch.users_of(relation oid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
      SELECT DISTINCT d.objid::regprocedure::text FROM pg_class c JOIN pg_type t ON t.oid = c.reltype
        JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray)
                        AND d.classid = 'pg_proc'::regclass
       WHERE c.oid = relation $$;
    CREATE FUNCTION watch.remember() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      DELETE FROM watch.before;
      INSERT INTO watch.before SELECT a.attrelid, a.attnum, a.atttypid, a.atttypmod
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
         AND c.relnamespace <> 'pg_catalog'::regnamespace AND EXISTS (SELECT FROM watch.users_of(c.oid));
    END $$;
    CREATE FUNCTION watch.compare() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO watch.found
      SELECT a.attrelid::regclass, string_agg(a.attname, ', '), (SELECT string_agg(f, ', ') FROM watch.users_of(a.attrelid) f)
        FROM pg_attribute a LEFT JOIN watch.before b ON b.relation = a.attrelid AND b.number = a.attnum
       WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (SELECT relation FROM watch.before)
         AND ((b.number IS NULL AND (a.atthasmissing OR a.attgenerated <> '' OR a.attidentity <> ''))
              OR b.type <> a.atttypid OR b.modifier <> a.atttypmod)
       GROUP BY a.attrelid;
    END $$;
    CREATE EVENT TRIGGER watch_before ON ddl_command_start WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION watch.remember();
    CREATE EVENT TRIGGER watch_after ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION watch.compare();`);
}

/** Returns the changes recorded since the watch began. */
export async function rowTypeChanges(admin: pg.Client): Promise<RowTypeChange[]> {
  return (await admin.query<RowTypeChange>('SELECT relation, columns, functions FROM watch.found')).rows;
}
