import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the response of a change of many records, which has no record of its own, for a repeat of its key. */
export class KeepAnswersOfBatches1765000020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app.idempotency_keys ADD answer json');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app.idempotency_keys DROP answer');
  }
}
