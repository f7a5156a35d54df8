import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The whole life of a complaint: every state it may be in, each move as a row that nobody has to remember to write, holds,
 * merges and reopenings, who proposed to close it; and what several features need at once: rows that were voided, children
 * recorded twice, complaints that are sealed, and what of all that still counts.
 */
export class WorkTheCase1764200001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(life);
    await db.query(decisions);
    await db.query(voids);
    await db.query(seals);
    await db.query(facts);
    await db.query(recording('jsonb_strip_nulls(r - hidden)'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

/* The moves themselves: src/complaints/complaints.words.ts. */
const life = `
  ALTER TABLE app.complaints
    DROP CONSTRAINT complaints_state_check,
    ADD CONSTRAINT complaints_state_check CHECK (state IN ('received', 'in_triage', 'triaged', 'assigned', 'under_investigation',
      'referred_for_prosecution', 'prosecuted', 'closed', 'reopened', 'on_hold', 'transfer_pending', 'merged')),
    -- Each reopening begins another cycle, whose clocks start anew.
    ADD cycle smallint NOT NULL DEFAULT 1 CHECK (cycle > 0),
    ADD state_since timestamptz(3),
    -- Where one that is held, offered or merged goes back to.
    ADD state_before text,
    ADD merged_into uuid,
    -- The complaint it became in another task force that took it over.
    ADD transferred_to uuid,
    -- The day the provider submitted its report: its year of preservation begins (18 U.S.C. 2258A(h)(1)).
    ADD submitted_on date,
    ADD preserved_until date,
    ADD is_sealed boolean NOT NULL DEFAULT false,
    ADD is_expunged boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT complaints_expunged_sealed_check CHECK (is_sealed OR NOT is_expunged),
    ADD FOREIGN KEY (task_force_id, merged_into) REFERENCES app.complaints (task_force_id, id),
    ADD CHECK ((state IN ('on_hold', 'transfer_pending', 'merged')) = (state_before IS NOT NULL)),
    ADD CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
    ADD CHECK (merged_into <> id);

  ALTER TABLE app.complaints DISABLE TRIGGER USER;
  ALTER TABLE app.complaints NO FORCE ROW LEVEL SECURITY;
  UPDATE app.complaints SET
    state_since = logged_at,
    preserved_until = CASE source WHEN 'ncmec_cybertip' THEN (received_on + interval '1 year')::date END;
  ALTER TABLE app.complaints FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.complaints ENABLE TRIGGER USER;
  ALTER TABLE app.complaints ALTER state_since SET NOT NULL;

  -- Each in the order of the list: what an agency works, what an investigator has, and what is in a state.
  DROP INDEX app.complaints_task_force_id_working_agency_id_idx;
  CREATE INDEX complaints_task_force_id_working_agency_id_received_at_id_idx
      ON app.complaints (task_force_id, working_agency_id, received_at DESC, id DESC) WHERE working_agency_id IS NOT NULL;
  CREATE INDEX complaints_task_force_id_investigator_id_received_at_id_idx
      ON app.complaints (task_force_id, investigator_id, received_at DESC, id DESC) WHERE investigator_id IS NOT NULL;
  CREATE INDEX complaints_task_force_id_state_received_at_id_idx
      ON app.complaints (task_force_id, state, received_at DESC, id DESC);
  CREATE INDEX complaints_task_force_id_merged_into_idx ON app.complaints (task_force_id, merged_into)
    WHERE merged_into IS NOT NULL;
  CREATE INDEX complaints_transferred_to_idx ON app.complaints (transferred_to) WHERE transferred_to IS NOT NULL;
  CREATE INDEX complaints_task_force_id_preserved_until_id_idx ON app.complaints (task_force_id, preserved_until, id)
    WHERE preserved_until IS NOT NULL AND disposition IS NULL;

  CREATE OR REPLACE FUNCTION app.place_complaint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE home record; next text;
  BEGIN
    SELECT code, zone INTO home FROM app.task_forces WHERE id = new.task_force_id;
    new.received_on := (new.received_at AT TIME ZONE home.zone)::date;
    IF new.source = 'ncmec_cybertip' THEN
      new.preserved_until := (coalesce(new.submitted_on, new.received_on) + interval '1 year')::date;
    END IF;
    IF tg_op = 'INSERT' THEN
      new.state_since := coalesce(new.state_since, new.logged_at);
      next := nextval(format('numbers.%I', new.task_force_id)::regclass)::text;
      -- Six digits at least: lpad alone would cut the seventh.
      new.reference := home.code || '-' || lpad(next, greatest(6, length(next)), '0');
    END IF;
    RETURN new;
  END $$;
  DROP TRIGGER complaints_placed ON app.complaints;
  CREATE TRIGGER complaints_placed BEFORE INSERT OR UPDATE OF received_at, submitted_on ON app.complaints
    FOR EACH ROW EXECUTE FUNCTION app.place_complaint();

  -- Every move of every complaint, whoever makes it and from wherever in the code: a trigger writes it.
  CREATE TABLE app.complaint_moves (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    cycle         smallint NOT NULL,
    from_state    text NOT NULL,
    to_state      text NOT NULL,
    action        text NOT NULL,
    reason        text,
    -- What it was merged into, or taken out of again. No key: the other complaint may go while this one stays.
    merged_into   uuid,
    moved_by      uuid REFERENCES app.accounts,
    moved_at      timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
  );
  CREATE INDEX complaint_moves_task_force_id_merged_into_idx ON app.complaint_moves (task_force_id, merged_into)
    WHERE merged_into IS NOT NULL;
  CREATE INDEX complaint_moves_task_force_id_complaint_id_idx ON app.complaint_moves (task_force_id, complaint_id);
  CREATE FUNCTION app.enter_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO app.complaint_moves (id, task_force_id, complaint_id, cycle, from_state, to_state, action, reason,
                                     merged_into, moved_by, moved_at)
    VALUES (gen_random_uuid(), new.task_force_id, new.id, new.cycle, old.state, new.state, coalesce(current_setting('app.action', true), ''),
            nullif(current_setting('app.reason', true), ''), coalesce(new.merged_into, old.merged_into), auth.account(),
            new.state_since);
    RETURN NULL;
  END $$;
  CREATE TRIGGER complaints_moved AFTER UPDATE OF state ON app.complaints
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION app.enter_move();`;

const decisions = `
  -- What the first reading found before triage: what it is, and how many like it are there already.
  CREATE TABLE app.screenings (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    complaint_id     uuid NOT NULL,
    type             text NOT NULL,
    mode             text NOT NULL,
    duplicates_found integer NOT NULL CHECK (duplicates_found >= 0),
    screened_by      uuid NOT NULL REFERENCES app.accounts,
    screened_at      timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
  );
  -- What the rules proposed, beside what was decided. Null before there were rules.
  ALTER TABLE app.triages
    ADD proposed_priority smallint CHECK (proposed_priority BETWEEN 1 AND 4),
    ADD proposed_for text[];
  -- Who was named in this cycle does not close it.
  ALTER TABLE app.assignments ADD cycle smallint NOT NULL DEFAULT 1 CHECK (cycle > 0);
  ALTER TABLE app.dispositions ADD proposed_by uuid REFERENCES app.accounts;

  -- Why nobody works on it for a while, and when somebody looks again. The one thing that stops the clock of its due day.
  CREATE TABLE app.complaint_holds (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    reason        text NOT NULL,
    review_on     date NOT NULL,
    held_by       uuid NOT NULL REFERENCES app.accounts,
    held_at       timestamptz(3) NOT NULL,
    ended_by      uuid REFERENCES app.accounts,
    ended_at      timestamptz(3),
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
  );
  CREATE UNIQUE INDEX complaint_holds_complaint_id_idx ON app.complaint_holds (complaint_id) WHERE ended_at IS NULL;
  -- Whoever works it says how it should end; somebody else closes it, or hands it back.
  CREATE TABLE app.closure_proposals (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    code          text NOT NULL,
    narrative     text NOT NULL,
    proposed_by   uuid NOT NULL REFERENCES app.accounts,
    proposed_at   timestamptz(3) NOT NULL,
    outcome       text CHECK (outcome IN ('accepted', 'not_followed', 'returned', 'withdrawn')),
    answer        text,
    decided_by    uuid REFERENCES app.accounts,
    decided_at    timestamptz(3),
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
  );
  CREATE UNIQUE INDEX closure_proposals_complaint_id_idx ON app.closure_proposals (complaint_id) WHERE outcome IS NULL;
  CREATE INDEX screenings_task_force_id_complaint_id_idx ON app.screenings (task_force_id, complaint_id);
  CREATE INDEX complaint_holds_task_force_id_complaint_id_idx ON app.complaint_holds (task_force_id, complaint_id);
  CREATE INDEX complaint_holds_task_force_id_review_on_idx ON app.complaint_holds (task_force_id, review_on)
    WHERE ended_at IS NULL;
  CREATE INDEX closure_proposals_task_force_id_complaint_id_idx ON app.closure_proposals (task_force_id, complaint_id);

  -- What must come to an end before a complaint can: kinds of open matters, and how many of each. Later migrations add theirs.
  CREATE FUNCTION app.open_matters(complaint uuid) RETURNS TABLE (kind text, n bigint) LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT 'hold', count(*) FROM app.complaint_holds h
     WHERE h.complaint_id = open_matters.complaint AND h.ended_at IS NULL HAVING count(*) > 0;
  END;

  GRANT SELECT ON app.complaint_moves TO tracker_app;
  GRANT SELECT, INSERT ON app.screenings TO tracker_app;
  GRANT SELECT, INSERT, UPDATE ON app.complaint_holds, app.closure_proposals TO tracker_app;
  GRANT EXECUTE ON FUNCTION app.open_matters(uuid) TO tracker_app;`;

/* Nothing of the record is deleted: what should not have been recorded stays, voided, and is counted no more. */
const voids = `
  ALTER TABLE app.suspects ADD voided_at timestamptz(3), ADD void_reason text,
    ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL));
  ALTER TABLE app.arrests ADD voided_at timestamptz(3), ADD void_reason text,
    ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL));
  ALTER TABLE app.presentations ADD voided_at timestamptz(3), ADD void_reason text,
    ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL));
  ALTER TABLE app.trainings ADD voided_at timestamptz(3), ADD void_reason text,
    ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL));
  -- A child of several complaints is counted once: where the child was recorded first.
  ALTER TABLE app.victims_identified ADD voided_at timestamptz(3), ADD void_reason text,
    ADD same_child_as uuid,
    ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
    ADD CHECK (same_child_as <> id),
    -- Whoever purges a matter deletes one complaint of it after the other.
    ADD FOREIGN KEY (task_force_id, same_child_as) REFERENCES app.victims_identified (task_force_id, id) DEFERRABLE;
  CREATE INDEX victims_identified_task_force_id_same_child_as_idx ON app.victims_identified (task_force_id, same_child_as)
    WHERE same_child_as IS NOT NULL;
  -- And so is a suspect.
  ALTER TABLE app.suspects ADD same_person_as uuid,
    ADD CHECK (same_person_as <> id),
    ADD FOREIGN KEY (task_force_id, same_person_as) REFERENCES app.suspects (task_force_id, id) DEFERRABLE;
  CREATE INDEX suspects_task_force_id_same_person_as_idx ON app.suspects (task_force_id, same_person_as)
    WHERE same_person_as IS NOT NULL;`;

/* A sealed complaint, and all that hangs on it, is there for its task force's supervisors alone.
 *
 * OFFSET 0 keeps the question whether the complaint is seen to the rows at hand: without it Postgres first reads every complaint of
 * the task force, once a statement, to have them all in a hash. */
const seals = `
  CREATE FUNCTION auth.sees_sealed() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions := auth.session();
  BEGIN
    RETURN coalesce(living.role = 'supervisor' AND living.task_force_id IS NOT NULL AND living.agency_id IS NULL, false);
  END $$;
  GRANT EXECUTE ON FUNCTION auth.sees_sealed() TO tracker_app, tracker_oversight;

  ALTER POLICY complaints_of_the_seat ON app.complaints
    USING (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id)
           AND (NOT is_sealed OR (SELECT auth.sees_sealed())))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id)
           AND (NOT is_sealed OR (SELECT auth.sees_sealed())));
  DO $$
  DECLARE guarded record;
  BEGIN
    FOR guarded IN
      SELECT p.polname AS policy, c.oid::regclass AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE p.polname IN ('triages_of_the_complaint', 'assignments_of_the_complaint', 'dispositions_of_the_complaint',
                           'suspects_of_the_complaint', 'arrests_of_the_complaint', 'victims_identified_of_the_complaint')
    LOOP
      EXECUTE format('ALTER POLICY %I ON %s USING (%3$s) WITH CHECK (%3$s)', guarded.policy, guarded.name,
        'task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0))');
    END LOOP;
  END $$;
  ALTER POLICY operation_members_of_the_seat ON app.operation_members
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.sees_sealed())
                OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
                OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id OFFSET 0)
                OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id OFFSET 0)
                OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id OFFSET 0)))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.sees_sealed())
                OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
                OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id OFFSET 0)
                OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id OFFSET 0)
                OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id OFFSET 0)));

  -- What hangs on a complaint is there for whoever sees the complaint.
  CREATE PROCEDURE app.guard_by_complaint(guarded regclass) LANGUAGE plpgsql AS $$
  DECLARE
    name text := (SELECT relname FROM pg_class WHERE oid = guarded);
    seen text := 'task_force_id = (SELECT auth.case_task_force())
                  AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0))';
  BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %s USING (%s) WITH CHECK (%3$s)', name || '_of_the_complaint', guarded, seen);
  END $$;
  CALL app.guard_by_complaint('app.complaint_moves');
  CALL app.guard_by_complaint('app.screenings');
  CALL app.guard_by_complaint('app.complaint_holds');
  CALL app.guard_by_complaint('app.closure_proposals');
  -- The trigger that enters a move does so for whoever made it, also one of another task force that takes a complaint over.
  CREATE POLICY complaint_moves_entered ON app.complaint_moves FOR INSERT TO tracker_owner WITH CHECK (true);
  SELECT audit.watch('app.complaint_moves', 'reason'), audit.watch('app.screenings'),
         audit.watch('app.complaint_holds', 'reason'), audit.watch('app.closure_proposals', 'narrative', 'answer');`;

const facts = `
  SET LOCAL ROLE tracker_oversight;
  CREATE OR REPLACE FUNCTION oversight.facts(from_on date, until_on date)
    RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, type text,
                   mode text, n integer)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT 'complaints_documented', c.id, c.id, c.task_force_id, c.agency_id, c.received_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.complaints c
     WHERE c.merged_into IS NULL AND c.transferred_to IS NULL
       AND c.received_on >= facts.from_on AND c.received_on < facts.until_on
    UNION ALL
    SELECT 'arrests', a.id, a.complaint_id, a.task_force_id, a.agency_id, a.arrested_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.arrests a JOIN app.complaints c ON c.id = a.complaint_id
     WHERE a.voided_at IS NULL AND a.arrested_on >= facts.from_on AND a.arrested_on < facts.until_on
    UNION ALL
    SELECT 'offenders_identified_hands_on_or_production', s.id, s.complaint_id, s.task_force_id, s.agency_id, s.identified_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.suspects s JOIN app.complaints c ON c.id = s.complaint_id
     WHERE s.voided_at IS NULL AND s.same_person_as IS NULL AND s.offender_class IN ('producer', 'contact_offender', 'both')
       AND s.identified_on >= facts.from_on AND s.identified_on < facts.until_on
    UNION ALL
    SELECT 'victims_identified', v.id, v.complaint_id, v.task_force_id, v.agency_id, v.identified_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id
     WHERE v.voided_at IS NULL AND v.same_child_as IS NULL
       AND v.identified_on >= facts.from_on AND v.identified_on < facts.until_on
    UNION ALL
    SELECT counted.measure, p.id, NULL, p.task_force_id, p.agency_id, p.held_on, NULL, NULL, counted.n
      FROM app.presentations p
     CROSS JOIN LATERAL (VALUES ('presentations', 1), ('people_reached', p.attendees_youth + p.attendees_adult)) counted (measure, n)
     WHERE p.voided_at IS NULL AND p.held_on >= facts.from_on AND p.held_on < facts.until_on
    UNION ALL
    SELECT counted.measure, t.id, NULL, t.task_force_id, t.agency_id, t.ended_on, NULL, NULL, counted.n
      FROM app.trainings t
     CROSS JOIN LATERAL (VALUES ('training_sessions', 1),
             ('people_trained', t.trained_law_enforcement + t.trained_prosecutors + t.trained_other)) counted (measure, n)
     WHERE t.voided_at IS NULL AND t.ended_on >= facts.from_on AND t.ended_on < facts.until_on;
  END;
  RESET ROLE;`;

/* What enters of a new row. A column that is null at first says nothing, and its name would stand in every entry of an intake. */
const recording = (told: string): string => `
  CREATE OR REPLACE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    who     auth.sessions := auth.session();
    action  text := nullif(current_setting('app.action', true), '');
    subject uuid := nullif(current_setting('app.subject', true), '')::uuid;
    reason  text := nullif(current_setting('app.reason', true), '');
    request text := nullif(current_setting('app.request', true), '');
    address inet := nullif(current_setting('app.address', true), '')::inet;
    -- Columns that tell of a person, or were told by one, enter by name and never by value.
    hidden  text[] := coalesce(tg_argv[0:], '{}');
  BEGIN
    IF action IS NULL THEN
      RAISE EXCEPTION '% changed outside a named change', tg_table_name USING ERRCODE = 'TF001';
    END IF;
    IF tg_op = 'INSERT' THEN
      INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                 reason, request_id, address, source, row_id, became, withheld)
      SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
             coalesce(subject, (r ->> 'id')::uuid),
             CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
             reason, request, address, tg_table_name, (r ->> 'id')::uuid, ${told}, nullif(hidden, '{}')
        FROM (SELECT to_jsonb(came) AS r FROM came OFFSET 0) written;
    ELSE
      INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                 reason, request_id, address, source, row_id, was, became, withheld)
      SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
             coalesce(subject, (r ->> 'id')::uuid),
             CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
             reason, request, address, tg_table_name, (r ->> 'id')::uuid,
             changed.was - hidden, changed.became - hidden, changed.withheld
        FROM (SELECT to_jsonb(came) AS r, to_jsonb(went) AS w FROM came FULL JOIN went USING (id) OFFSET 0) written
       CROSS JOIN LATERAL (
             SELECT coalesce(jsonb_object_agg(key, w -> key), '{}') AS was, coalesce(jsonb_object_agg(key, r -> key), '{}') AS became,
                    array_agg(key) FILTER (WHERE key = ANY (hidden)) AS withheld
               FROM jsonb_object_keys(coalesce(r, w)) key
              WHERE r -> key IS DISTINCT FROM w -> key) changed;
    END IF;
    RETURN NULL;
  END $$;`;

const back = `
  ${recording('r - hidden')}

  SET LOCAL ROLE tracker_oversight;
  CREATE OR REPLACE FUNCTION oversight.facts(from_on date, until_on date)
    RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, type text,
                   mode text, n integer)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT 'complaints_documented', c.id, c.id, c.task_force_id, c.agency_id, c.received_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.complaints c WHERE c.received_on >= facts.from_on AND c.received_on < facts.until_on
    UNION ALL
    SELECT 'arrests', a.id, a.complaint_id, a.task_force_id, a.agency_id, a.arrested_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.arrests a JOIN app.complaints c ON c.id = a.complaint_id
     WHERE a.arrested_on >= facts.from_on AND a.arrested_on < facts.until_on
    UNION ALL
    SELECT 'offenders_identified_hands_on_or_production', s.id, s.complaint_id, s.task_force_id, s.agency_id, s.identified_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.suspects s JOIN app.complaints c ON c.id = s.complaint_id
     WHERE s.offender_class IN ('producer', 'contact_offender', 'both')
       AND s.identified_on >= facts.from_on AND s.identified_on < facts.until_on
    UNION ALL
    SELECT 'victims_identified', v.id, v.complaint_id, v.task_force_id, v.agency_id, v.identified_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id
     WHERE v.identified_on >= facts.from_on AND v.identified_on < facts.until_on
    UNION ALL
    SELECT counted.measure, p.id, NULL, p.task_force_id, p.agency_id, p.held_on, NULL, NULL, counted.n
      FROM app.presentations p
     CROSS JOIN LATERAL (VALUES ('presentations', 1), ('people_reached', p.attendees_youth + p.attendees_adult)) counted (measure, n)
     WHERE p.held_on >= facts.from_on AND p.held_on < facts.until_on
    UNION ALL
    SELECT counted.measure, t.id, NULL, t.task_force_id, t.agency_id, t.ended_on, NULL, NULL, counted.n
      FROM app.trainings t
     CROSS JOIN LATERAL (VALUES ('training_sessions', 1),
             ('people_trained', t.trained_law_enforcement + t.trained_prosecutors + t.trained_other)) counted (measure, n)
     WHERE t.ended_on >= facts.from_on AND t.ended_on < facts.until_on;
  END;
  RESET ROLE;

  DROP FUNCTION app.open_matters(uuid);
  DROP TABLE app.complaint_moves, app.screenings, app.complaint_holds, app.closure_proposals;
  DROP PROCEDURE app.guard_by_complaint(regclass);
  ALTER POLICY operation_members_of_the_seat ON app.operation_members
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL
                OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)
                OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id)
                OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id)
                OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id)))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL
                OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)
                OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id)
                OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id)
                OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id)));
  DO $$
  DECLARE guarded record;
  BEGIN
    FOR guarded IN
      SELECT p.polname AS policy, c.oid::regclass AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE p.polname IN ('triages_of_the_complaint', 'assignments_of_the_complaint', 'dispositions_of_the_complaint',
                           'suspects_of_the_complaint', 'arrests_of_the_complaint', 'victims_identified_of_the_complaint')
    LOOP
      EXECUTE format('ALTER POLICY %I ON %s USING (%3$s) WITH CHECK (%3$s)', guarded.policy, guarded.name,
        'task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id))');
    END LOOP;
  END $$;
  ALTER POLICY complaints_of_the_seat ON app.complaints
    USING (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id));
  DROP FUNCTION auth.sees_sealed();

  ALTER TABLE app.suspects DROP voided_at, DROP void_reason, DROP same_person_as;
  ALTER TABLE app.arrests DROP voided_at, DROP void_reason;
  ALTER TABLE app.presentations DROP voided_at, DROP void_reason;
  ALTER TABLE app.trainings DROP voided_at, DROP void_reason;
  ALTER TABLE app.victims_identified DROP voided_at, DROP void_reason, DROP same_child_as;
  ALTER TABLE app.triages DROP proposed_priority, DROP proposed_for;
  ALTER TABLE app.assignments DROP cycle;
  ALTER TABLE app.dispositions DROP proposed_by;

  DROP TRIGGER complaints_moved ON app.complaints;
  DROP FUNCTION app.enter_move();
  DROP TRIGGER complaints_placed ON app.complaints;
  CREATE OR REPLACE FUNCTION app.place_complaint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE home record;
  BEGIN
    SELECT code, zone INTO home FROM app.task_forces WHERE id = new.task_force_id;
    new.received_on := (new.received_at AT TIME ZONE home.zone)::date;
    IF tg_op = 'INSERT' THEN
      new.reference := home.code || '-' || lpad(nextval(format('numbers.%I', new.task_force_id)::regclass)::text, 6, '0');
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER complaints_placed BEFORE INSERT OR UPDATE OF received_at ON app.complaints
    FOR EACH ROW EXECUTE FUNCTION app.place_complaint();
  DROP INDEX app.complaints_task_force_id_state_received_at_id_idx, app.complaints_task_force_id_investigator_id_received_at_id_idx,
             app.complaints_task_force_id_working_agency_id_received_at_id_idx;
  CREATE INDEX complaints_task_force_id_working_agency_id_idx
      ON app.complaints (task_force_id, working_agency_id) WHERE working_agency_id IS NOT NULL;
  ALTER TABLE app.complaints
    DROP CONSTRAINT complaints_state_check, DROP cycle, DROP state_since, DROP state_before, DROP merged_into,
    DROP transferred_to, DROP submitted_on, DROP preserved_until, DROP is_expunged, DROP is_sealed;
  ALTER TABLE app.complaints
    ADD CONSTRAINT complaints_state_check CHECK (state IN ('received', 'triaged', 'assigned', 'closed'));`;
