import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts: encrypted text that its author has not submitted yet. */
export class CreateDrafts1765000024000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE staging.drafts (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        saved_by      uuid NOT NULL REFERENCES app.accounts,
        kind          text NOT NULL CHECK (kind IN ('complaint', 'note', 'triage', 'closure', 'report_answers')),
        complaint_id  uuid,
        report_id     uuid,
        key_id        uuid NOT NULL,
        -- Null once the end of the draft or an expungement has erased the text.
        wrapped_key   bytea,
        body          bytea,
        begun_at      timestamptz(3) NOT NULL,
        saved_at      timestamptz(3) NOT NULL,
        expires_at    timestamptz(3) NOT NULL,
        -- An ended draft is deleted 24 hours after it was begun, or after the legal hold of its complaint.
        ended_at      timestamptz(3),
        outcome       text CHECK (outcome IN ('submitted', 'deleted')),
        -- Children whose mention in the draft has its entry in the trail.
        mentioned_ids uuid[] NOT NULL DEFAULT '{}',
        version       integer NOT NULL,
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, report_id) REFERENCES app.performance_reports (task_force_id, id),
        CHECK ((complaint_id IS NOT NULL) = (kind IN ('note', 'triage', 'closure'))),
        CHECK ((report_id IS NOT NULL) = (kind = 'report_answers')),
        CHECK ((ended_at IS NULL) = (outcome IS NULL))
      );
      ALTER TABLE staging.drafts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX drafts_saved_by_saved_at_idx ON staging.drafts (saved_by, saved_at);
      CREATE INDEX drafts_task_force_id_complaint_id_idx ON staging.drafts (task_force_id, complaint_id) WHERE complaint_id IS NOT NULL;
      CREATE INDEX drafts_task_force_id_report_id_idx ON staging.drafts (task_force_id, report_id) WHERE report_id IS NOT NULL;
      CREATE INDEX drafts_key_id_id_idx ON staging.drafts (key_id, id) WHERE wrapped_key IS NOT NULL;
      CREATE INDEX drafts_expires_at_idx ON staging.drafts (expires_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE staging.drafts CASCADE');
  }
}
