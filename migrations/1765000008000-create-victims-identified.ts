import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Victims identified, by pseudonym, with safeguarding and relationships to suspects. */
export class CreateVictimsIdentified1765000008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Victims identified in a complaint, by pseudonym. The vault has the identity.
      CREATE TABLE app.victims_identified (
        id                  uuid PRIMARY KEY,
        task_force_id       uuid NOT NULL,
        complaint_id        uuid NOT NULL,
        agency_id           uuid NOT NULL,
        pseudonym           text NOT NULL CHECK (pseudonym ~ '^MV[1-9][0-9]{0,3}$'),
        abuse_timing        text NOT NULL CHECK (abuse_timing IN ('recent', 'ongoing', 'historical', 'unknown')),
        production_victim   boolean NOT NULL,
        safeguarding_status text NOT NULL CHECK (safeguarding_status IN ('identified', 'located', 'safe_verified', 'cps_referred',
                              'forensic_interview_scheduled', 'forensic_interview_done', 'services_offered', 'guardian_notified', 'at_risk')),
        identified_on       date NOT NULL,
        version             integer NOT NULL,
        voided_at           timestamptz(3),
        void_reason         text,
        same_child_as       uuid,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, pseudonym),
        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, same_child_as) REFERENCES app.victims_identified (task_force_id, id) DEFERRABLE,
        CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
        CONSTRAINT victims_identified_check1 CHECK (same_child_as <> id)
      );
      ALTER TABLE app.victims_identified ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX victims_identified_task_force_id_identified_on_idx ON app.victims_identified (task_force_id, identified_on);
      CREATE INDEX victims_identified_task_force_id_same_child_as_idx ON app.victims_identified (task_force_id,
        same_child_as) WHERE same_child_as IS NOT NULL;
      -- A complaint has each child once.
      CREATE UNIQUE INDEX victims_identified_complaint_id_same_child_as_idx ON app.victims_identified (complaint_id,
        same_child_as) WHERE same_child_as IS NOT NULL AND voided_at IS NULL;
      CREATE INDEX victims_identified_task_force_id_agency_id_identified_on_idx ON app.victims_identified (task_force_id, agency_id,
        identified_on);

      CREATE TABLE app.safeguarding_steps (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        victim_id     uuid NOT NULL,
        status        text NOT NULL CHECK (status IN ('identified', 'located', 'safe_verified', 'cps_referred', 'forensic_interview_scheduled',
                        'forensic_interview_done', 'services_offered', 'guardian_notified', 'at_risk')),
        happened_on   date NOT NULL,
        reason        text,
        noted_by      uuid NOT NULL REFERENCES app.accounts,
        noted_at      timestamptz(3) NOT NULL,
        voided_at     timestamptz(3),
        void_reason   text,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, victim_id) REFERENCES app.victims_identified (task_force_id, complaint_id, id),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.safeguarding_steps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX safeguarding_steps_task_force_id_victim_id_idx ON app.safeguarding_steps (task_force_id, victim_id);
      ALTER TABLE app.safeguarding_steps ALTER reason SET STATISTICS 0, ALTER void_reason SET STATISTICS 0;

      -- The relationship of a child to a suspect of the same complaint, in NIBRS codes.
      CREATE TABLE app.victim_relationships (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        victim_id     uuid NOT NULL,
        suspect_id    uuid NOT NULL,
        relationship  text NOT NULL CHECK (relationship IN ('spouse', 'common_law_spouse', 'parent', 'sibling', 'child', 'grandparent',
                        'grandchild', 'in_law', 'stepparent', 'stepchild', 'stepsibling', 'other_family', 'acquaintance', 'friend', 'neighbor',
                        'babysittee', 'boyfriend_girlfriend', 'child_of_boyfriend_girlfriend', 'former_spouse', 'employee', 'employer',
                        'otherwise_known', 'unknown', 'stranger')),
        noted_by      uuid NOT NULL REFERENCES app.accounts,
        noted_at      timestamptz(3) NOT NULL,
        voided_at     timestamptz(3),
        void_reason   text,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, victim_id) REFERENCES app.victims_identified (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.victim_relationships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX victim_relationships_task_force_id_victim_id_idx ON app.victim_relationships (task_force_id, victim_id);
      CREATE INDEX victim_relationships_task_force_id_suspect_id_idx ON app.victim_relationships (task_force_id, suspect_id);
      -- A child and a suspect have one valid relationship; a voided one may be recorded again.
      CREATE UNIQUE INDEX victim_relationships_victim_id_suspect_id_idx ON app.victim_relationships (victim_id,
        suspect_id) WHERE voided_at IS NULL;
      ALTER TABLE app.victim_relationships ALTER void_reason SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.victim_relationships, app.safeguarding_steps, app.victims_identified CASCADE;
    `);
  }
}
