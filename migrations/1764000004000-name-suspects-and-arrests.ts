import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suspects of a complaint, what kind of offender each is, and their arrests. */
export class NameSuspectsAndArrests1764000004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.suspects (
        id             uuid PRIMARY KEY,
        task_force_id  uuid NOT NULL,
        complaint_id   uuid NOT NULL,
        agency_id      uuid NOT NULL,
        given_name     text,
        family_name    text,
        born_on        date,
        offender_class text NOT NULL CHECK (offender_class IN ('producer', 'contact_offender', 'both', 'non_contact', 'unknown')),
        juvenile       boolean NOT NULL,
        identified_on  date NOT NULL,
        version        integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id)
      );
      CREATE INDEX suspects_task_force_id_identified_on_idx ON app.suspects (task_force_id, identified_on);

      CREATE TABLE app.arrests (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        suspect_id    uuid NOT NULL,
        agency_id     uuid NOT NULL,
        arrested_on   date NOT NULL,
        kind          text NOT NULL CHECK (kind IN ('on_view', 'summoned', 'taken_into_custody')),
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id)
      );
      CREATE INDEX arrests_task_force_id_suspect_id_idx ON app.arrests (task_force_id, suspect_id);
      CREATE INDEX arrests_task_force_id_complaint_id_idx ON app.arrests (task_force_id, complaint_id);
      CREATE INDEX arrests_task_force_id_arrested_on_idx ON app.arrests (task_force_id, arrested_on);

      GRANT SELECT, INSERT, UPDATE ON app.suspects, app.arrests TO tracker_app;
      ALTER TABLE app.suspects ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.arrests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY suspects_of_the_complaint ON app.suspects
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));
      CREATE POLICY arrests_of_the_complaint ON app.arrests
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));
      SELECT audit.watch('app.suspects', 'given_name', 'family_name', 'born_on'), audit.watch('app.arrests');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE app.arrests, app.suspects`);
  }
}
