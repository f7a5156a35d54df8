import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the type and mode that the rules proposed, beside those that the triage decided. */
export class KeepProposedTypeAndMode1765000019000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.triages ADD proposed_type text, ADD proposed_mode text;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.triages DROP proposed_type, DROP proposed_mode;
    `);
  }
}
