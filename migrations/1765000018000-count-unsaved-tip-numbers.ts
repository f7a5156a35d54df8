import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the tip numbers that an account asks for before a report is saved, separately from the holders it learns. */
export class CountUnsavedTipNumbers1765000018000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auth.lookup_days
        DROP CONSTRAINT lookup_days_kind_check,
        ADD CONSTRAINT lookup_days_kind_check CHECK (kind IN ('name', 'tip_number', 'unsaved_tip_number', 'email', 'ori'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM auth.lookup_values WHERE kind = 'unsaved_tip_number';
      DELETE FROM auth.lookup_days WHERE kind = 'unsaved_tip_number';
      ALTER TABLE auth.lookup_days
        DROP CONSTRAINT lookup_days_kind_check,
        ADD CONSTRAINT lookup_days_kind_check CHECK (kind IN ('name', 'tip_number', 'email', 'ori'));
    `);
  }
}
