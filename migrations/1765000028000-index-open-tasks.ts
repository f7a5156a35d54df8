import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes of open tasks, of a task force and of an owner. Without them a list of open tasks reads the completed ones first. */
export class IndexOpenTasks1765000028000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX tasks_open_idx ON app.tasks (task_force_id, due_on, id) WHERE state = 'open';
      CREATE INDEX tasks_open_owner_idx ON app.tasks (task_force_id, owner_id, due_on, id) WHERE state = 'open';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX app.tasks_open_idx, app.tasks_open_owner_idx`);
  }
}
