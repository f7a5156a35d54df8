import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packets: that one was made of a complaint or an investigation, for whom and why, and its hash. The packet itself is not kept. */
export class MakePackets1764200010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.packets (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        complaint_id     uuid,
        investigation_id uuid,
        rendering        text NOT NULL CHECK (rendering IN ('sealed', 'redacted')),
        recipient        text NOT NULL,
        purpose          text NOT NULL,
        complaints       integer NOT NULL CHECK (complaints > 0),
        bytes            integer NOT NULL CHECK (bytes > 0),
        sha256           bytea NOT NULL CHECK (length(sha256) = 32),
        made_by          uuid NOT NULL REFERENCES app.accounts,
        made_at          timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
        CHECK (num_nonnulls(complaint_id, investigation_id) = 1)
      );
      CREATE INDEX packets_task_force_id_complaint_id_idx ON app.packets (task_force_id, complaint_id)
        WHERE complaint_id IS NOT NULL;
      CREATE INDEX packets_task_force_id_investigation_id_idx ON app.packets (task_force_id, investigation_id)
        WHERE investigation_id IS NOT NULL;
      CREATE INDEX packets_task_force_id_made_at_id_idx ON app.packets (task_force_id, made_at DESC, id DESC);
      GRANT SELECT, INSERT ON app.packets TO tracker_app;
      ALTER TABLE app.packets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY packets_of_the_case ON app.packets
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.sees_sealed())
                    OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
                    OR EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id OFFSET 0)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.sees_sealed())
                    OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
                    OR EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id OFFSET 0)));
      CALL app.keep_while_held('app.packets');
      SELECT audit.watch('app.packets', 'recipient', 'purpose');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE app.packets`);
  }
}
