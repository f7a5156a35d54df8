import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Children identified. A child is a pseudonym (MV1, stable in its complaint) everywhere; who the child is stands nowhere
 * in this table.
 */
export class IdentifyVictims1764000005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.victims_identified (
        id                  uuid PRIMARY KEY,
        task_force_id       uuid NOT NULL,
        complaint_id        uuid NOT NULL,
        agency_id           uuid NOT NULL,
        pseudonym           text NOT NULL CHECK (pseudonym ~ '^MV[1-9][0-9]{0,3}$'),
        abuse_timing        text NOT NULL CHECK (abuse_timing IN ('recent', 'ongoing', 'historical', 'unknown')),
        production_victim   boolean NOT NULL,
        safeguarding_status text NOT NULL CHECK (safeguarding_status IN ('identified', 'located', 'safe_verified', 'cps_referred',
                              'forensic_interview_scheduled', 'forensic_interview_done', 'services_offered',
                              'guardian_notified', 'at_risk')),
        identified_on       date NOT NULL,
        version             integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, pseudonym),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id)
      );
      CREATE INDEX victims_identified_task_force_id_identified_on_idx ON app.victims_identified (task_force_id, identified_on);

      GRANT SELECT, INSERT, UPDATE ON app.victims_identified TO tracker_app;
      ALTER TABLE app.victims_identified ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY victims_identified_of_the_complaint ON app.victims_identified
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));
      SELECT audit.watch('app.victims_identified');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE app.victims_identified`);
  }
}
