import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules by which an import reads a file: its head, its separator, constants and the value table. */
export class ReadLogsOfClerks1765000033000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.import_batches
        ADD COLUMN constants jsonb,
        ADD COLUMN translations jsonb,
        ADD COLUMN head_row integer CHECK (head_row >= 1),
        ADD COLUMN separator text CHECK (separator IN ('comma', 'semicolon', 'tab', 'pipe'));
      ALTER TABLE app.import_batches NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.import_batches SET constants = '[]', translations = '[]';
      ALTER TABLE app.import_batches FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;
      ALTER TABLE app.import_batches ALTER constants SET NOT NULL, ALTER translations SET NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.import_batches DROP COLUMN constants, DROP COLUMN translations, DROP COLUMN head_row, DROP COLUMN separator;
    `);
  }
}
