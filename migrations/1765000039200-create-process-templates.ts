import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Templates of subpoenas, preservation letters and affidavits, in the words of each task force. */
export class CreateProcessTemplates1765000039200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.process_templates (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        kind          text NOT NULL CHECK (kind IN ('subpoena', 'preservation_letter', 'search_warrant_affidavit')),
        name          text NOT NULL,
        text          text NOT NULL,
        written_by    uuid NOT NULL REFERENCES app.accounts,
        written_at    timestamptz(3) NOT NULL,
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, name)
      );
      ALTER TABLE app.process_templates ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.process_templates ALTER text SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.process_templates CASCADE');
  }
}
