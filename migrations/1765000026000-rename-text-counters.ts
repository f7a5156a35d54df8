import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drops the functions that counted changed texts under their former names. Their triggers follow with the new names. */
export class RenameTextCounters1765000026000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(dropCounters('_text_counted_anew'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(dropCounters('_text_recounted'));
  }
}

/** Returns the statement that drops the functions with a suffix. A file of triggers with fewer triggers is applied again. */
function dropCounters(suffix: string): string {
  return `
    DO $$ DECLARE counter regprocedure; BEGIN
      FOR counter IN SELECT oid FROM pg_proc WHERE pronamespace = 'quota'::regnamespace AND right(proname, ${suffix.length}) = '${suffix}'
      LOOP EXECUTE format('DROP FUNCTION %s CASCADE', counter); END LOOP;
    END $$`;
}
