import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Marks what is left of a transaction that the sequencer cut. The function that links is created again, because a parameter has another name. */
export class MarkCutTransactions1765000040100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- is_rest: whether earlier entries of the transaction are linked already.
      ALTER TABLE audit.unlinked_entries ADD IF NOT EXISTS is_rest boolean NOT NULL DEFAULT false;
      DROP FUNCTION IF EXISTS audit.link_committed(boolean, integer);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION IF EXISTS audit.link_committed(boolean, integer);
      ALTER TABLE audit.unlinked_entries DROP is_rest;
    `);
  }
}
