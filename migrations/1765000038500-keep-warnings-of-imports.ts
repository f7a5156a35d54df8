import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the cells of an import that are kept in the narrative unread, and marks their lines as warnings. */
export class KeepWarningsOfImports1765000038500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.import_batches ADD warnings integer CHECK (warnings >= 0);
      ALTER TABLE app.import_batches NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.import_batches SET warnings = 0;
      ALTER TABLE app.import_batches FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;
      ALTER TABLE app.import_batches ALTER warnings SET NOT NULL;

      -- A warning does not exclude its row.
      ALTER TABLE staging.import_faults ADD is_warning boolean NOT NULL DEFAULT false;
      ALTER TABLE staging.import_faults ALTER is_warning DROP DEFAULT;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE staging.import_faults DROP is_warning;
      ALTER TABLE app.import_batches DROP warnings;
    `);
  }
}
