import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Limits what is kept: the saved views of an account and of a task force, and the text that a case takes in a day. No rule recognizes every
 * file in a text, so the second limit holds what one can carry.
 */
export class LimitWhatIsKept1764500008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(bounds);
    await db.query(texts);
    for (const { table, columns, isCase } of await tablesOfCases(db)) await db.query(countText(table, columns, isCase));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const { table, isCase } of await tablesOfCases(db)) await db.query(stopCounting(table, isCase));
    await db.query(`
      DROP SCHEMA quota CASCADE;
      DROP TRIGGER saved_views_bounded ON app.saved_views;
      DROP FUNCTION app.bound_saved_views();
      DROP INDEX app.saved_views_saved_by_idx;
    `);
  }
}

/* It runs as whoever saves: they see all of their own views, and all that the task force shares. The locks make racing inserts wait. */
const bounds = `
  CREATE INDEX saved_views_saved_by_idx ON app.saved_views (saved_by) WHERE ended_at IS NULL;
  CREATE FUNCTION app.bound_saved_views() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF new.ended_at IS NOT NULL THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('saved views of ' || new.saved_by, 0));
    IF (SELECT count(*) FROM app.saved_views v WHERE v.saved_by = new.saved_by AND v.ended_at IS NULL) > 50 THEN
      RAISE EXCEPTION 'the account has too many saved views' USING ERRCODE = 'TF010', CONSTRAINT = 'saved_views_of_account';
    END IF;
    IF new.shared_with = 'task_force' THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('shared views of ' || new.task_force_id, 0));
      IF (SELECT count(*) FROM app.saved_views v
           WHERE v.task_force_id = new.task_force_id AND v.shared_with = 'task_force' AND v.ended_at IS NULL) > 500 THEN
        RAISE EXCEPTION 'the task force has too many shared views' USING ERRCODE = 'TF010', CONSTRAINT = 'saved_views_of_task_force';
      END IF;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER saved_views_bounded AFTER INSERT OR UPDATE ON app.saved_views FOR EACH ROW EXECUTE FUNCTION app.bound_saved_views();`;

/** Characters that a case takes in a day: twenty narratives of the longest. */
const maxCharacters = 400_000;

/* Only these functions write it, as its owner. A crash of Postgres empties it, and the day begins anew. */
const texts = `
  CREATE SCHEMA quota;
  CREATE UNLOGGED TABLE quota.case_texts (
    -- No key: the purge goes through all keys to complaints with a role that has nothing here. A trigger takes the row away.
    complaint_id uuid PRIMARY KEY,
    on_day       date NOT NULL,
    characters   bigint NOT NULL
  ) WITH (fillfactor = 80);
  CREATE FUNCTION quota.forget_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    DELETE FROM quota.case_texts q USING gone g WHERE q.complaint_id = g.id;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION quota.forget_cases() FROM PUBLIC;
  CREATE TRIGGER complaints_text_forgotten AFTER DELETE ON app.complaints REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION quota.forget_cases();`;

interface TableOfCase {
  readonly table: string;
  readonly columns: readonly string[];
  /** Whether it is the table of complaints itself, whose first narrative is not counted: its length is limited by the request. */
  readonly isCase: boolean;
}

/** Finds the tables with text whose rows belong to a complaint, which is what the foreign key says. */
async function tablesOfCases(db: QueryRunner): Promise<TableOfCase[]> {
  return (await db.query(`
    SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns, c.relname = 'complaints' AS "isCase"
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'text'::regtype
     WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'
       AND EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.oid AND i.attname = 'id')
       AND (c.relname = 'complaints'
            OR EXISTS (SELECT FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = c.oid AND f.attnum = ANY (k.conkey)
                        WHERE k.conrelid = c.oid AND k.confrelid = 'app.complaints'::regclass AND f.attname = 'complaint_id'))
     GROUP BY c.relname ORDER BY c.relname`)) as TableOfCase[];
}

function countText(table: string, columns: readonly string[], isCase: boolean): string {
  const key = isCase ? 'id' : 'complaint_id';
  const length = (column: string): string => `coalesce(char_length(w.${column}), 0)`;
  const changed = (column: string): string =>
    `CASE WHEN w.${column} IS DISTINCT FROM o.${column} THEN ${length(column)} ELSE 0 END`;
  const counter = (name: string, event: string, referencing: string, source: string, sum: string): string => `
    CREATE FUNCTION quota.${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE most bigint;
    BEGIN
      WITH counted AS (
        INSERT INTO quota.case_texts AS q (complaint_id, on_day, characters)
        SELECT w.${key}, (now() AT TIME ZONE 'UTC')::date, sum(${sum}) FROM ${source}
         WHERE w.${key} IS NOT NULL GROUP BY w.${key} HAVING sum(${sum}) > 0 ORDER BY w.${key}
        ON CONFLICT (complaint_id) DO UPDATE
          SET characters = CASE WHEN q.on_day = excluded.on_day THEN q.characters ELSE 0 END + excluded.characters, on_day = excluded.on_day
        RETURNING characters
      ) SELECT max(characters) INTO most FROM counted;
      IF most > ${maxCharacters} THEN
        RAISE EXCEPTION 'the case has too much text of a day' USING ERRCODE = 'TF010', CONSTRAINT = 'text_of_case';
      END IF;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION quota.${name}() FROM PUBLIC;
    CREATE TRIGGER ${name} AFTER ${event} ON app.${table} REFERENCING ${referencing} FOR EACH STATEMENT EXECUTE FUNCTION quota.${name}();`;
  const inserted = counter(`${table}_text_counted`, 'INSERT', 'NEW TABLE AS w', 'w', columns.map(length).join(' + '));
  const updated = counter(
    `${table}_text_counted_anew`,
    'UPDATE',
    'NEW TABLE AS w OLD TABLE AS o',
    'w JOIN o ON o.id = w.id',
    columns.map(changed).join(' + '),
  );
  return isCase ? updated : inserted + updated;
}

function stopCounting(table: string, isCase: boolean): string {
  return `${isCase ? '' : `DROP TRIGGER ${table}_text_counted ON app.${table};`}
    DROP TRIGGER ${table}_text_counted_anew ON app.${table};`;
}
