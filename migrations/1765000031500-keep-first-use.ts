import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the first upload or login that a tip reports, at which the age at the offense is reckoned. */
export class KeepFirstUse1765000031500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.complaints ADD first_use text CHECK (first_use IN ('upload', 'login')),
        ADD first_use_at timestamptz(3),
        ADD CONSTRAINT complaints_first_use_at_check CHECK ((first_use IS NULL) = (first_use_at IS NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    // The files of database/ that depend on the columns are applied again.
    await db.query('ALTER TABLE app.complaints DROP first_use CASCADE, DROP first_use_at CASCADE');
  }
}
