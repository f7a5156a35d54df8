import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the title of an account. It is a label: no permission and no policy reads it. */
export class AddAccountTitles1765000039600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.accounts ADD title text CHECK (title IN ('commander', 'deputy_commander', 'analyst', 'forensic_examiner',
        'prosecutor', 'victim_advocate', 'education_specialist'));
      -- The new function returns the title too.
      DROP FUNCTION IF EXISTS app.people(text, uuid, text, date, boolean, uuid, integer);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION IF EXISTS app.people(text, uuid, text, date, boolean, uuid, integer);
      ALTER TABLE app.accounts DROP title;
    `);
  }
}
