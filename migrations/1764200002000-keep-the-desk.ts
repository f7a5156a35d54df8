import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lies on the desk of whoever works a complaint: notes, which only grow; tasks with an owner and a day; requests to a
 * provider to preserve an account (18 U.S.C. 2703(f)). And what a timeline asks besides: what people are called, and who entered
 * what.
 */
export class KeepTheDesk1764200002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(notes);
    await db.query(tasks);
    await db.query(preservations);
    await db.query(timeline);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

/* No right to change one: what a note got wrong, another one puts right. */
const notes = `
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
  CREATE INDEX notes_task_force_id_complaint_id_written_at_id_idx
      ON app.notes (task_force_id, complaint_id, written_at DESC, id DESC);
  CREATE INDEX notes_task_force_id_corrects_idx ON app.notes (task_force_id, corrects) WHERE corrects IS NOT NULL;

  GRANT SELECT, INSERT ON app.notes TO tracker_app;
  CALL app.guard_by_complaint('app.notes');
  SELECT audit.watch('app.notes', 'text');`;

const tasks = `
  CREATE TABLE app.tasks (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    title         text NOT NULL,
    owner_id      uuid NOT NULL,
    due_on        date NOT NULL,
    state         text NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    outcome       text,
    drop_reason   text,
    set_by        uuid NOT NULL REFERENCES app.accounts,
    set_at        timestamptz(3) NOT NULL,
    ended_by      uuid REFERENCES app.accounts,
    ended_at      timestamptz(3),
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, owner_id) REFERENCES app.accounts (task_force_id, id),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((state = 'done') = (outcome IS NOT NULL)),
    CHECK ((state = 'dropped') = (drop_reason IS NOT NULL))
  );
  CREATE INDEX tasks_task_force_id_due_on_id_idx ON app.tasks (task_force_id, due_on, id);
  CREATE INDEX tasks_task_force_id_owner_id_due_on_id_idx ON app.tasks (task_force_id, owner_id, due_on, id);
  CREATE INDEX tasks_task_force_id_complaint_id_due_on_id_idx ON app.tasks (task_force_id, complaint_id, due_on, id);

  -- Whose it was and until when, each time that was said: no right to change one.
  CREATE TABLE app.task_terms (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    task_id       uuid NOT NULL,
    owner_id      uuid NOT NULL,
    due_on        date NOT NULL,
    is_change     boolean NOT NULL,
    said_by       uuid NOT NULL REFERENCES app.accounts,
    said_at       timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, task_id) REFERENCES app.tasks (task_force_id, id),
    FOREIGN KEY (task_force_id, owner_id) REFERENCES app.accounts (task_force_id, id)
  );
  CREATE INDEX task_terms_task_force_id_complaint_id_idx ON app.task_terms (task_force_id, complaint_id);
  CREATE INDEX task_terms_task_force_id_task_id_idx ON app.task_terms (task_force_id, task_id);
  CREATE INDEX task_terms_owner_id_idx ON app.task_terms (owner_id);

  GRANT SELECT, INSERT, UPDATE ON app.tasks TO tracker_app;
  GRANT SELECT, INSERT ON app.task_terms TO tracker_app;
  CALL app.guard_by_complaint('app.tasks');
  CALL app.guard_by_complaint('app.task_terms');
  SELECT audit.watch('app.tasks', 'title', 'outcome', 'drop_reason'), audit.watch('app.task_terms');

  -- Who owns a task, or once did, is named in a case, and so stays in its task force.
  GRANT SELECT ON app.task_terms TO tracker_oversight;
  CREATE POLICY task_terms_overseen ON app.task_terms FOR SELECT TO tracker_oversight USING (true);
  SET LOCAL ROLE tracker_oversight;
  CREATE OR REPLACE FUNCTION oversight.is_named_in_cases(account uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM app.complaints c WHERE c.investigator_id = account)
        OR EXISTS (SELECT FROM app.assignments a WHERE a.investigator_id = account)
        OR EXISTS (SELECT FROM app.task_terms t WHERE t.owner_id = account);
  END;
  RESET ROLE;`;

/* 90 days from the request, and 90 more once it has been renewed within them. */
const preservations = `
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
    CHECK (expires_on = requested_on + CASE WHEN renewed_on IS NULL THEN 90 ELSE 180 END),
    CHECK ((renewed_on IS NULL) = (renewed_at IS NULL) AND (renewed_at IS NULL) = (renewed_by IS NULL)),
    CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
  );
  CREATE INDEX preservations_task_force_id_expires_on_id_idx ON app.preservations (task_force_id, expires_on, id);
  CREATE INDEX preservations_task_force_id_complaint_id_expires_on_id_idx
      ON app.preservations (task_force_id, complaint_id, expires_on, id);

  GRANT SELECT, INSERT, UPDATE ON app.preservations TO tracker_app;
  CALL app.guard_by_complaint('app.preservations');
  SELECT audit.watch('app.preservations', 'account', 'release_reason');`;

const timeline = `
  -- What the accounts of one's task force are called that a case speaks of: a reader of the case may not see the account itself.
  CREATE FUNCTION app.known_as(accounts uuid[]) RETURNS TABLE (id uuid, name text, role text, agency text)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT a.id, a.name, a.role, g.name
      FROM app.accounts a LEFT JOIN app.agencies g ON g.id = a.agency_id
     WHERE a.id = ANY (known_as.accounts) AND a.task_force_id = (SELECT auth.case_task_force());
  END;

  -- Who entered which row of a complaint, and who wrote last what it says of a later act: the trail knows, where the row itself
  -- does not say. For whoever may see the complaint.
  CREATE FUNCTION audit.entered_into(complaint uuid) RETURNS TABLE (row_id uuid, written text, account_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT DISTINCT ON (e.row_id, w.written) e.row_id, w.written, e.account_id
      FROM audit.entries e
     CROSS JOIN LATERAL unnest(ARRAY['id', 'served_on', 'outcome', 'completed_on', 'decided_on', 'disposed_on', 'voided_at']) w (written)
     WHERE e.complaint_id = entered_into.complaint AND e.became ->> w.written IS NOT NULL
       AND e.source IN ('complaints', 'suspects', 'arrests', 'victims_identified', 'charges', 'prosecution_referrals', 'prosecutions',
                        'legal_processes', 'forensic_exams')
       AND EXISTS (SELECT FROM app.complaints c WHERE c.id = entered_into.complaint)
     ORDER BY e.row_id, w.written, e.seq DESC;
  END;

  GRANT EXECUTE ON FUNCTION app.known_as(uuid[]), audit.entered_into(uuid) TO tracker_app;`;

const back = `
  DROP FUNCTION app.known_as(uuid[]), audit.entered_into(uuid);
  SET LOCAL ROLE tracker_oversight;
  CREATE OR REPLACE FUNCTION oversight.is_named_in_cases(account uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM app.complaints c WHERE c.investigator_id = account)
        OR EXISTS (SELECT FROM app.assignments a WHERE a.investigator_id = account);
  END;
  RESET ROLE;
  DROP TABLE app.preservations, app.task_terms, app.tasks, app.notes;`;
