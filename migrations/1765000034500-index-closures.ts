import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Index of closed complaints by the time of their closing, for those that were closed without an investigation. */
export class IndexClosures1765000034500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE INDEX complaints_closed_idx ON app.complaints (task_force_id, state_since, id) WHERE state = 'closed'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX app.complaints_closed_idx');
  }
}
