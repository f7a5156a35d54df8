import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outreach: presentations to the public with their audience, trainings of people who work on such cases. */
export class ReachOut1764000006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.presentations (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        agency_id        uuid NOT NULL,
        held_on          date NOT NULL,
        title            text NOT NULL,
        attendees_youth  integer NOT NULL CHECK (attendees_youth BETWEEN 0 AND 1000000),
        attendees_adult  integer NOT NULL CHECK (attendees_adult BETWEEN 0 AND 1000000),
        version          integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id)
      );
      CREATE TABLE app.trainings (
        id                      uuid PRIMARY KEY,
        task_force_id           uuid NOT NULL,
        agency_id               uuid NOT NULL,
        ended_on                date NOT NULL,
        title                   text NOT NULL,
        trained_law_enforcement integer NOT NULL CHECK (trained_law_enforcement BETWEEN 0 AND 1000000),
        trained_prosecutors     integer NOT NULL CHECK (trained_prosecutors BETWEEN 0 AND 1000000),
        trained_other           integer NOT NULL CHECK (trained_other BETWEEN 0 AND 1000000),
        version                 integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id)
      );
      CREATE INDEX presentations_task_force_id_held_on_id_idx ON app.presentations (task_force_id, held_on DESC, id DESC);
      CREATE INDEX trainings_task_force_id_ended_on_id_idx ON app.trainings (task_force_id, ended_on DESC, id DESC);

      GRANT SELECT, INSERT, UPDATE ON app.presentations, app.trainings TO tracker_app;
      ALTER TABLE app.presentations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.trainings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY presentations_of_the_seat ON app.presentations
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
      CREATE POLICY trainings_of_the_seat ON app.trainings
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
      SELECT audit.watch('app.presentations'), audit.watch('app.trainings');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE app.trainings, app.presentations`);
  }
}
