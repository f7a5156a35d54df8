import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Daily work on a complaint: notes, tasks and preservation requests. */
export class CreateNotesTasksPreservations1765000005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.notes (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        corrects      uuid,
        text          text NOT NULL,
        written_by    uuid NOT NULL REFERENCES app.accounts,
        written_at    timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, corrects) REFERENCES app.notes (task_force_id, complaint_id, id),
        CHECK (corrects <> id)
      );
      ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX notes_task_force_id_complaint_id_written_at_id_idx ON app.notes (task_force_id, complaint_id, written_at DESC, id DESC);
      CREATE INDEX notes_task_force_id_corrects_idx ON app.notes (task_force_id, corrects) WHERE corrects IS NOT NULL;
      ALTER TABLE app.notes ALTER text SET STATISTICS 0;

      CREATE TABLE app.tasks (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        title         text NOT NULL,
        owner_id      uuid NOT NULL,
        due_on        date NOT NULL,
        state         text NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
        outcome       text,
        cancel_reason text,
        set_by        uuid NOT NULL REFERENCES app.accounts,
        set_at        timestamptz(3) NOT NULL,
        ended_by      uuid REFERENCES app.accounts,
        ended_at      timestamptz(3),
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, owner_id) REFERENCES app.accounts (task_force_id, id),
        CHECK ((state = 'open') = (ended_at IS NULL)),
        CONSTRAINT tasks_check1 CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
        CONSTRAINT tasks_check2 CHECK ((state = 'done') = (outcome IS NOT NULL)),
        CONSTRAINT tasks_check3 CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL))
      );
      ALTER TABLE app.tasks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX tasks_task_force_id_due_on_id_idx ON app.tasks (task_force_id, due_on, id);
      CREATE INDEX tasks_task_force_id_owner_id_due_on_id_idx ON app.tasks (task_force_id, owner_id, due_on, id);
      CREATE INDEX tasks_task_force_id_complaint_id_due_on_id_idx ON app.tasks (task_force_id, complaint_id, due_on, id);
      ALTER TABLE app.tasks ALTER title SET STATISTICS 0, ALTER outcome SET STATISTICS 0, ALTER cancel_reason SET STATISTICS 0;

      -- Each assignee and due day of a task. No role may change one.
      CREATE TABLE app.task_terms (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        task_id       uuid NOT NULL,
        owner_id      uuid NOT NULL,
        due_on        date NOT NULL,
        is_change     boolean NOT NULL,
        recorded_by       uuid NOT NULL REFERENCES app.accounts,
        recorded_at       timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, task_id) REFERENCES app.tasks (task_force_id, id),
        FOREIGN KEY (task_force_id, owner_id) REFERENCES app.accounts (task_force_id, id)
      );
      ALTER TABLE app.task_terms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX task_terms_task_force_id_complaint_id_idx ON app.task_terms (task_force_id, complaint_id);
      CREATE INDEX task_terms_task_force_id_task_id_idx ON app.task_terms (task_force_id, task_id);
      CREATE INDEX task_terms_owner_id_idx ON app.task_terms (owner_id);

      CREATE TABLE app.preservations (
        id             uuid PRIMARY KEY,
        task_force_id  uuid NOT NULL,
        complaint_id   uuid NOT NULL,
        provider       text NOT NULL,
        account        text NOT NULL,
        requested_on   date NOT NULL,
        renewed_on     date,
        expires_on     date NOT NULL,
        release_reason text,
        recorded_by    uuid NOT NULL REFERENCES app.accounts,
        recorded_at    timestamptz(3) NOT NULL,
        renewed_by     uuid REFERENCES app.accounts,
        renewed_at     timestamptz(3),
        released_by    uuid REFERENCES app.accounts,
        released_at    timestamptz(3),
        version        integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        CHECK (renewed_on BETWEEN requested_on AND requested_on + 90),
        CONSTRAINT preservations_check1 CHECK (expires_on = requested_on + CASE WHEN renewed_on IS NULL THEN 90 ELSE 180 END),
        CONSTRAINT preservations_check2 CHECK ((renewed_on IS NULL) = (renewed_at IS NULL) AND (renewed_at IS NULL) = (renewed_by IS NULL)),
        CONSTRAINT preservations_check3 CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
      );
      ALTER TABLE app.preservations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX preservations_task_force_id_expires_on_id_idx ON app.preservations (task_force_id, expires_on, id);
      CREATE INDEX preservations_task_force_id_complaint_id_expires_on_id_idx ON app.preservations (task_force_id, complaint_id, expires_on, id);
      -- For counts at the edges of a period, which come from the records.
      CREATE INDEX preservations_task_force_id_requested_on_idx ON app.preservations (task_force_id, requested_on);
      ALTER TABLE app.preservations ALTER account SET STATISTICS 0, ALTER release_reason SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.preservations, app.task_terms, app.tasks, app.notes CASCADE;
    `);
  }
}
