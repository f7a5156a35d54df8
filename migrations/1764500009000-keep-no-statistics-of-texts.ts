import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Statistics of the planner for texts that the trail withholds. Every role may read an estimate by EXPLAIN, across all task forces.
 * So Postgres samples none of these columns, but for those by which an index finds rows.
 */
export class KeepNoStatisticsOfTexts1764500009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(target('0'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(target('-1'));
  }
}

/** The arguments of a table's trigger `…_entered` are the columns that the trail withholds. */
const target = (statistics: '0' | '-1') => `
  DO $$
  DECLARE found record;
  BEGIN
    FOR found IN
      SELECT c.oid::regclass AS relation, a.attname
        FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid
       CROSS JOIN LATERAL regexp_split_to_table(encode(t.tgargs, 'escape'), '\\\\000') h (escaped)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = convert_from(decode(h.escaped, 'escape'), 'UTF8')
       WHERE t.tgname = c.relname || '_entered' AND h.escaped <> '' AND a.atttypid IN ('text'::regtype, 'text[]'::regtype)
         AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_index i ON i.indexrelid = d.objid
                          WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                            AND d.refobjid = c.oid AND d.refobjsubid = a.attnum)
    LOOP
      EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS ${statistics}', found.relation, found.attname);
    END LOOP;
  END $$`;
