import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a case is forgotten, and what keeps it from being. Each closed complaint has a class and a day of review; what is marked
 * is purged a month later by a role of its own, and leaves a certificate and its counts. A legal hold refuses every deletion,
 * and an order of a court seals or expunges.
 */
export class ForgetAndHold1764200008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(rules);
    await db.query(tables);
    await db.query(signing);
    await db.query(holding);
    await db.query(purging);
    await db.query(erasing('type, mode'));
    await db.query(guarding);
    await db.query(expunging);
    await db.query(counting);
    await db.query(countingPurged);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

/* How long what is kept: docs/decisions/0018-forgetting-and-holding.md. */
const rules = `
  -- How many years a class is kept after the complaint was closed; null: for good.
  CREATE FUNCTION app.retention_years(class text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE class WHEN 'informational' THEN 2 WHEN 'unfounded' THEN 3 WHEN 'closed_without_arrest' THEN 7
                    WHEN 'arrest_or_prosecution' THEN 25 WHEN 'child_identified' THEN 75 END;
  CREATE FUNCTION app.review_day(closed_on date, class text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (closed_on + make_interval(years => app.retention_years(class)))::date;

  -- What the facts of a closed complaint make of it, as they are now; no row while it is open. Its years run from the day on which
  -- the last of its matter came to rest: the complaint closed, or another merged into it after that.
  CREATE FUNCTION app.retention_by_rule(complaint uuid) RETURNS TABLE (class text, closed_on date, review_on date)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT k.class, k.closed_on, app.review_day(k.closed_on, k.class)
      FROM (SELECT ((SELECT max(o.state_since) FROM app.complaints o WHERE o.id IN (SELECT app.matter_of(c.id)))
                    AT TIME ZONE t.zone)::date AS closed_on,
                   CASE WHEN EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                       JOIN app.victims_identified v ON v.task_force_id = c.task_force_id AND v.complaint_id = m.id
                                      WHERE v.voided_at IS NULL) THEN 'child_identified'
                        WHEN c.disposition IN ('prosecution_declined_state', 'prosecution_declined_federal',
                               'custody_other_jurisdiction', 'juvenile_diversion', 'arrest_pending_prosecution', 'convicted_plea',
                               'convicted_trial', 'acquitted', 'dismissed')
                          OR EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                       JOIN app.arrests a ON a.task_force_id = c.task_force_id AND a.complaint_id = m.id
                                      WHERE a.voided_at IS NULL)
                          OR EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                       JOIN app.prosecution_referrals r ON r.task_force_id = c.task_force_id AND r.complaint_id = m.id
                                      WHERE r.voided_at IS NULL)
                          OR EXISTS (SELECT FROM app.matter_of(c.id) m (id)
                                       JOIN app.prosecutions p ON p.task_force_id = c.task_force_id AND p.complaint_id = m.id
                                      WHERE p.voided_at IS NULL) THEN 'arrest_or_prosecution'
                        WHEN c.disposition = 'unfounded_no_crime' THEN 'unfounded'
                        WHEN c.disposition IN ('not_criminal_viral_or_meme', 'informational_only', 'duplicate', 'opened_in_error')
                          THEN 'informational'
                        ELSE 'closed_without_arrest' END AS class
              FROM app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id
             WHERE c.id = retention_by_rule.complaint AND c.state = 'closed') k;
  END;
  GRANT EXECUTE ON FUNCTION app.retention_years(text), app.review_day(date, text), app.matter_of(uuid),
    app.retention_by_rule(uuid) TO tracker_app, tracker_eraser;`;

const tables = `
  -- How long a closed complaint is kept. By rule until somebody decides otherwise and says why.
  CREATE TABLE app.retentions (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    complaint_id     uuid NOT NULL UNIQUE,
    class            text NOT NULL CHECK (class IN ('informational', 'unfounded', 'closed_without_arrest', 'arrest_or_prosecution',
                       'child_identified', 'permanent')),
    closed_on        date NOT NULL,
    -- Null: never.
    review_on        date,
    reason           text,
    decided_by       uuid REFERENCES app.accounts,
    decided_at       timestamptz(3),
    mark_reason      text,
    marked_by        uuid REFERENCES app.accounts,
    marked_at        timestamptz(3),
    purge_not_before timestamptz(3),
    version          integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK (num_nonnulls(reason, decided_by, decided_at) IN (0, 3)),
    CHECK (num_nonnulls(mark_reason, marked_by, marked_at, purge_not_before) IN (0, 4)),
    CHECK (marked_at IS NULL OR review_on IS NOT NULL),
    -- A month in which a mark can be taken back, whoever marks.
    CHECK (purge_not_before >= marked_at + interval '720 hours')
  );
  CREATE INDEX retentions_task_force_id_complaint_id_idx ON app.retentions (task_force_id, complaint_id);
  CREATE INDEX retentions_task_force_id_review_on_complaint_id_idx ON app.retentions (task_force_id, review_on, complaint_id)
    WHERE review_on IS NOT NULL;
  CREATE INDEX retentions_purge_not_before_complaint_id_idx ON app.retentions (purge_not_before, complaint_id)
    WHERE marked_at IS NOT NULL;

  -- Nothing of the complaint is deleted while one stands. It never lapses: two persons lift it.
  CREATE TABLE app.legal_holds (
    id                uuid PRIMARY KEY,
    task_force_id     uuid NOT NULL,
    complaint_id      uuid NOT NULL,
    authority         text NOT NULL,
    reason            text NOT NULL,
    review_on         date NOT NULL,
    placed_by         uuid NOT NULL REFERENCES app.accounts,
    placed_at         timestamptz(3) NOT NULL,
    lift_reason       text,
    lift_requested_by uuid REFERENCES app.accounts,
    lift_requested_at timestamptz(3),
    lifted_by         uuid REFERENCES app.accounts,
    lifted_at         timestamptz(3),
    version           integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK (num_nonnulls(lift_reason, lift_requested_by, lift_requested_at) IN (0, 3)),
    CHECK (num_nonnulls(lifted_by, lifted_at) IN (0, 2)),
    CHECK (lifted_at IS NULL OR (lift_requested_by IS NOT NULL AND lifted_by <> lift_requested_by))
  );
  CREATE INDEX legal_holds_task_force_id_complaint_id_idx ON app.legal_holds (task_force_id, complaint_id);
  CREATE INDEX legal_holds_complaint_id_idx ON app.legal_holds (complaint_id) WHERE lifted_at IS NULL;

  -- A court's order on who may see a complaint, or that it be forgotten: entered by one, carried out by another.
  CREATE TABLE app.seal_orders (
    id              uuid PRIMARY KEY,
    task_force_id   uuid NOT NULL,
    complaint_id    uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('seal', 'unseal', 'expunge')),
    order_number    text NOT NULL,
    court           text NOT NULL,
    ordered_on      date NOT NULL,
    expires_on      date,
    entered_by      uuid NOT NULL REFERENCES app.accounts,
    entered_at      timestamptz(3) NOT NULL,
    executed_by     uuid REFERENCES app.accounts,
    executed_at     timestamptz(3),
    withdraw_reason text,
    withdrawn_by    uuid REFERENCES app.accounts,
    withdrawn_at    timestamptz(3),
    version         integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK (expires_on >= ordered_on),
    CHECK (num_nonnulls(executed_by, executed_at) IN (0, 2)),
    CHECK (num_nonnulls(withdraw_reason, withdrawn_by, withdrawn_at) IN (0, 3)),
    CHECK (num_nonnulls(executed_at, withdrawn_at) < 2),
    CHECK (executed_by <> entered_by)
  );
  CREATE INDEX seal_orders_task_force_id_complaint_id_idx ON app.seal_orders (task_force_id, complaint_id);

  -- Erased by an order: it stays sealed, nothing more is written on it, and it is not opened again.

  -- What is left of a purged complaint: that it was there, and the certificate of how it went. The certificate is text, since
  -- the hash is over its bytes.
  CREATE TABLE app.purged (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    agency_id     uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    reference     text NOT NULL,
    class         text NOT NULL,
    was_sealed    boolean NOT NULL,
    purged_at     timestamptz(3) NOT NULL,
    number        text NOT NULL,
    certificate   text NOT NULL,
    sha256        bytea NOT NULL,
    UNIQUE (task_force_id, id),
    UNIQUE (task_force_id, complaint_id),
    UNIQUE (task_force_id, number),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (sha256 = pg_catalog.sha256(convert_to(certificate, 'UTF8')))
  );
  CREATE INDEX purged_task_force_id_purged_at_id_idx ON app.purged (task_force_id, purged_at DESC, id DESC);

  -- What was counted of it stays counted: one row a fact, on its day, under the id that the record had.
  CREATE TABLE app.purged_counts (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    agency_id     uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    record_id     uuid NOT NULL,
    measure       text NOT NULL,
    counted_on    date NOT NULL,
    type          text,
    mode          text,
    -- None where it counts elsewhere, and only its tag went.
    n             integer NOT NULL,
    -- The operations it was counted to.
    operation_ids uuid[] NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.purged (task_force_id, complaint_id)
  );
  CREATE INDEX purged_counts_task_force_id_complaint_id_idx ON app.purged_counts (task_force_id, complaint_id);
  CREATE INDEX purged_counts_task_force_id_counted_on_idx ON app.purged_counts (task_force_id, counted_on);

  -- A purge asks whether anything is left that refers to a complaint.
  CREATE INDEX operation_members_task_force_id_complaint_id_idx ON app.operation_members (task_force_id, complaint_id)
    WHERE complaint_id IS NOT NULL;
  CREATE INDEX operation_members_task_force_id_arrest_id_idx ON app.operation_members (task_force_id, arrest_id)
    WHERE arrest_id IS NOT NULL;
  CREATE INDEX operation_members_task_force_id_victim_id_idx ON app.operation_members (task_force_id, victim_id)
    WHERE victim_id IS NOT NULL;
  CREATE INDEX forensic_exams_task_force_id_legal_process_id_idx ON app.forensic_exams (task_force_id, legal_process_id)
    WHERE legal_process_id IS NOT NULL;
  CREATE INDEX requests_identity_id_idx ON vault.requests (identity_id);

  GRANT SELECT, INSERT ON app.retentions, app.legal_holds, app.seal_orders TO tracker_app;
  GRANT UPDATE (class, closed_on, review_on, reason, decided_by, decided_at, mark_reason, marked_by, marked_at, purge_not_before,
    version) ON app.retentions TO tracker_app;
  GRANT UPDATE (review_on, lift_reason, lift_requested_by, lift_requested_at, lifted_by, lifted_at, version)
    ON app.legal_holds TO tracker_app;
  GRANT UPDATE (executed_by, executed_at, withdraw_reason, withdrawn_by, withdrawn_at, version) ON app.seal_orders TO tracker_app;
  GRANT SELECT ON app.purged, app.purged_counts TO tracker_app;
  CALL app.guard_by_complaint('app.retentions');
  CALL app.guard_by_complaint('app.legal_holds');
  CALL app.guard_by_complaint('app.seal_orders');
  ALTER TABLE app.purged ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.purged_counts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY purged_of_the_seat ON app.purged
    USING (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id
           AND (NOT was_sealed OR (SELECT auth.sees_sealed())))
    WITH CHECK (false);
  CREATE POLICY purged_counts_of_the_purged ON app.purged_counts
    USING (task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.purged p
                        WHERE p.task_force_id = purged_counts.task_force_id AND p.complaint_id = purged_counts.complaint_id))
    WITH CHECK (false);
  SELECT audit.watch('app.retentions', 'reason', 'mark_reason'),
         audit.watch('app.legal_holds', 'authority', 'reason', 'lift_reason'),
         audit.watch('app.seal_orders', 'withdraw_reason'), audit.watch('app.purged'), audit.watch('app.purged_counts');`;

/* What the application could get wrong: who the two persons are, and how long a month is. Jobs have no session, and sign nothing. */
const signing = `
  -- Whoever signs something signs with their own name: each column named is the session's account, or what it was.
  CREATE FUNCTION app.refuse_foreign_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    me text := auth.account();
    was jsonb := CASE tg_op WHEN 'UPDATE' THEN to_jsonb(old) ELSE '{}' END;
    becomes jsonb := to_jsonb(new);
    signature text;
  BEGIN
    IF me IS NULL THEN RETURN new; END IF;
    FOREACH signature IN ARRAY tg_argv LOOP
      IF becomes ->> signature <> me AND becomes ->> signature IS DISTINCT FROM was ->> signature THEN
        RAISE EXCEPTION '% of % is signed by another', signature, tg_table_name USING ERRCODE = '42501';
      END IF;
    END LOOP;
    RETURN new;
  END $$;
  CREATE TRIGGER retentions_signed BEFORE INSERT OR UPDATE ON app.retentions
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('decided_by', 'marked_by');
  CREATE TRIGGER legal_holds_signed BEFORE INSERT OR UPDATE ON app.legal_holds
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('placed_by', 'lift_requested_by', 'lifted_by');
  CREATE TRIGGER seal_orders_signed BEFORE INSERT OR UPDATE ON app.seal_orders
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('entered_by', 'executed_by', 'withdrawn_by');

  CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION 'what is in % stays as it is', tg_table_name USING ERRCODE = '42501';
  END $$;
  -- What was lifted, carried out or withdrawn is over: the application changes nothing of it.
  CREATE TRIGGER legal_holds_stay_lifted BEFORE UPDATE ON app.legal_holds
    FOR EACH ROW WHEN (old.lifted_at IS NOT NULL AND current_user = 'tracker_app') EXECUTE FUNCTION app.refuse_change();
  CREATE TRIGGER seal_orders_stay_settled BEFORE UPDATE ON app.seal_orders
    FOR EACH ROW WHEN ((old.executed_at IS NOT NULL OR old.withdrawn_at IS NOT NULL) AND current_user = 'tracker_app')
    EXECUTE FUNCTION app.refuse_change();

  -- A mark gives a month by the clock of the database, whatever day whoever marks says that it is.
  CREATE FUNCTION app.give_a_month() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF auth.account() IS NOT NULL AND new.marked_at IS NOT NULL
       AND (tg_op = 'INSERT' OR (new.marked_at, new.purge_not_before) IS DISTINCT FROM (old.marked_at, old.purge_not_before)) THEN
      new.purge_not_before := greatest(new.purge_not_before, now() + interval '720 hours');
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER retentions_give_a_month BEFORE INSERT OR UPDATE ON app.retentions
    FOR EACH ROW EXECUTE FUNCTION app.give_a_month();`;

const holding = `
  -- Whether a legal hold stands on a complaint, on what it was merged into, or on anything else of that matter.
  CREATE OR REPLACE FUNCTION app.is_held(complaint uuid) RETURNS boolean LANGUAGE sql STABLE
  BEGIN ATOMIC
    WITH RECURSIVE upwards (id, merged_into) AS (
      SELECT c.id, c.merged_into FROM app.complaints c WHERE c.id = is_held.complaint
      UNION
      SELECT c.id, c.merged_into FROM upwards u JOIN app.complaints c ON c.id = u.merged_into
    )
    SELECT EXISTS (SELECT FROM upwards u CROSS JOIN LATERAL app.matter_of(u.id) m (id)
                     JOIN app.legal_holds h ON h.complaint_id = m.id AND h.lifted_at IS NULL);
  END;
  GRANT EXECUTE ON FUNCTION app.is_held(uuid) TO tracker_app;`;

/*
 * What deletes belongs to tracker_eraser, as whom nobody signs in; tracker_purge may call it and nothing else. What hangs on a
 * complaint is read from the keys of the catalogue, so that no table that comes later is forgotten.
 */
const purging = `
  GRANT USAGE ON SCHEMA app TO tracker_eraser, tracker_purge;
  -- What is kept apart from the cases, and comes later: the shared index of subjects (28 CFR Part 23) lets go of a case that is
  -- purged, and what stands in it beyond its own day goes too.
  CREATE FUNCTION app.part_from_case(complaint uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF to_regprocedure('app.part_subjects_from_case(uuid, timestamptz)') IS NOT NULL THEN
      EXECUTE 'SELECT app.part_subjects_from_case($1, now())' USING complaint;
    END IF;
  END $$;
  CREATE FUNCTION app.forget_expired_subjects() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE forgotten integer := 0;
  BEGIN
    IF to_regprocedure('app.purge_expired_subjects(timestamptz)') IS NOT NULL THEN
      EXECUTE 'SELECT app.purge_expired_subjects(now())' INTO forgotten;
    END IF;
    RETURN forgotten;
  END $$;
  GRANT EXECUTE ON FUNCTION app.part_from_case(uuid) TO tracker_eraser;
  GRANT EXECUTE ON FUNCTION app.forget_expired_subjects() TO tracker_purge;

  -- What one task force forgets does not wait for what another still has of the same tip: ids across task forces are no keys.
  ALTER TABLE app.complaints DROP CONSTRAINT complaints_referred_from_fkey;
  ALTER TABLE app.transfers DROP CONSTRAINT transfers_to_task_force_id_became_complaint_id_fkey;

  GRANT SELECT ON app.task_forces TO tracker_eraser;
  GRANT SELECT, INSERT ON app.purged, app.purged_counts TO tracker_eraser;
  CREATE POLICY task_forces_purging ON app.task_forces FOR SELECT TO tracker_eraser USING (true);
  CREATE POLICY purged_purging ON app.purged TO tracker_eraser USING (true) WITH CHECK (true);
  CREATE POLICY purged_counts_purging ON app.purged_counts TO tracker_eraser USING (true) WITH CHECK (true);

  CREATE SCHEMA purge AUTHORIZATION tracker_eraser;
  -- So that what is made as tracker_eraser can be checked against the tables it speaks of.
  GRANT SELECT ON app.complaints, app.retentions, app.legal_holds TO tracker_eraser;

  SET LOCAL ROLE tracker_eraser;
  ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
  GRANT USAGE ON SCHEMA purge TO tracker_owner, tracker_purge;
  -- One deletion: a table, and which of its rows hang on the complaint $1 of the task force $2.
  CREATE TYPE purge.step AS (place integer, hanging text, condition text);

  -- What hangs on a complaint, in an order in which no key stands in the way of a deletion: what has its complaint_id, by a key
  -- that leads to it. A table without one hangs on what it cannot be without, and one that may lack it on all that it refers to.
  CREATE FUNCTION purge.hanging() RETURNS SETOF purge.step LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    WITH RECURSIVE keys AS (
      SELECT k.conrelid AS child, k.confrelid AS parent,
             (SELECT bool_and(a.attnotnull) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS is_needed,
             EXISTS (SELECT FROM pg_attribute a
                      WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'complaint_id') AS is_by_complaint,
             (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n)
                FROM unnest(k.conkey) WITH ORDINALITY u (number, n)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns,
             (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n)
                FROM unnest(k.confkey) WITH ORDINALITY u (number, n)
                JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number) AS referred
        FROM pg_constraint k
       WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid <> k.confrelid
    ), found (rel, condition, distance) AS (
      SELECT 'app.complaints'::regclass::oid, 'task_force_id = $2 AND id = $1', 0
      UNION
      SELECT k.child,
             CASE WHEN k.is_by_complaint THEN 'task_force_id = $2 AND complaint_id = $1'
                  ELSE format('(%s) IN (SELECT %s FROM %s WHERE %s)', k.columns, k.referred, k.parent::regclass, f.condition)
                  END COLLATE "default",
             f.distance + 1
        FROM found f
        JOIN keys k ON k.parent = f.rel AND f.distance < 8
        LEFT JOIN pg_attribute a ON a.attrelid = k.child AND a.attname = 'complaint_id' AND NOT a.attisdropped
       WHERE k.is_by_complaint
          OR (f.distance > 0 AND CASE WHEN a.attrelid IS NULL THEN k.is_needed ELSE NOT a.attnotnull END)
    ), orders (rel, place) AS (
      SELECT 'app.complaints'::regclass::oid, 0
      UNION
      SELECT k.child, o.place + 1 FROM orders o JOIN keys k ON k.parent = o.rel
       WHERE o.place < 16 AND k.child IN (SELECT f.rel FROM found f)
    )
    SELECT p.place, f.rel::regclass::text, f.condition
      FROM (SELECT DISTINCT f.rel, f.condition FROM found f) f
      JOIN (SELECT o.rel, max(o.place) AS place FROM orders o GROUP BY o.rel) p ON p.rel = f.rel
     ORDER BY p.place DESC, 2, 3;
  END;

  -- Of these, what a purge deletes. What is kept apart from the cases parts from them first, and keeps its rows.
  CREATE FUNCTION purge.steps() RETURNS SETOF purge.step LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT h.place, h.hanging, h.condition FROM purge.hanging() h
     WHERE has_table_privilege('tracker_eraser', h.hanging, 'DELETE') ORDER BY h.place DESC, h.hanging, h.condition;
  END;
  GRANT EXECUTE ON FUNCTION purge.hanging(), purge.steps() TO tracker_owner;

  -- Whatever role deletes, by whatever path: not while a legal hold stands on the complaint, or on what it was merged into. A row
  -- without a complaint of its own asks for that of each record it names: pairs of its column and their table.
  CREATE FUNCTION purge.refuse_while_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE gone jsonb; complaints uuid[]; named uuid; pair integer := 0;
  BEGIN
    IF tg_op = 'TRUNCATE' THEN
      IF EXISTS (SELECT FROM app.legal_holds h WHERE h.lifted_at IS NULL) THEN
        RAISE EXCEPTION '% is not emptied while legal holds stand', tg_table_name USING ERRCODE = 'TF002';
      END IF;
      RETURN NULL;
    END IF;
    gone := to_jsonb(old);
    complaints := ARRAY[CASE tg_relid WHEN 'app.complaints'::regclass THEN gone ->> 'id' ELSE gone ->> 'complaint_id' END]::uuid[];
    WHILE pair + 1 < tg_nargs LOOP
      IF gone ->> tg_argv[pair] IS NOT NULL THEN
        EXECUTE format('SELECT complaint_id FROM %s WHERE id = $1', tg_argv[pair + 1])
           INTO named USING (gone ->> tg_argv[pair])::uuid;
        complaints := complaints || named;
      END IF;
      pair := pair + 2;
    END LOOP;
    IF EXISTS (
      WITH RECURSIVE upwards (id) AS (
        SELECT c FROM unnest(complaints) c WHERE c IS NOT NULL
        UNION
        SELECT c.merged_into FROM upwards u JOIN app.complaints c ON c.id = u.id WHERE c.merged_into IS NOT NULL
      )
      SELECT FROM upwards u JOIN app.legal_holds h ON h.complaint_id = u.id AND h.lifted_at IS NULL
    ) THEN
      RAISE EXCEPTION 'a legal hold stands: nothing is deleted from %', tg_table_name USING ERRCODE = 'TF002';
    END IF;
    RETURN old;
  END $$;
  GRANT EXECUTE ON FUNCTION purge.refuse_while_held() TO tracker_owner;

  -- Gives the closed complaints after an id the retention that the rules say; the last it came to, null at the end.
  CREATE FUNCTION purge.class_closed(after uuid, most integer) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE part uuid[];
  BEGIN
    PERFORM set_config('app.action', 'retention.classed', true);
    part := ARRAY(SELECT c.id FROM app.complaints c WHERE c.id > after AND c.state = 'closed' ORDER BY c.id LIMIT most);
    INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, version)
    SELECT gen_random_uuid(), c.task_force_id, c.id, k.class, k.closed_on, k.review_on, 1
      FROM app.complaints c CROSS JOIN LATERAL app.retention_by_rule(c.id) k
     WHERE c.id = ANY (part) AND NOT EXISTS (SELECT FROM app.retentions r WHERE r.complaint_id = c.id)
        ON CONFLICT (complaint_id) DO NOTHING;
    RETURN part[cardinality(part)];
  END $$;

  -- What comes due by a rule is asked again: an arrest may have followed long after, or the complaint was closed anew.
  CREATE FUNCTION purge.class_anew() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE changed bigint;
  BEGIN
    PERFORM set_config('app.action', 'retention.classed', true);
    UPDATE app.retentions r
       SET class = anew.class, closed_on = anew.closed_on, review_on = anew.review_on, reason = NULL, decided_by = NULL,
           decided_at = NULL, mark_reason = NULL, marked_by = NULL, marked_at = NULL, purge_not_before = NULL,
           version = r.version + 1
      FROM (SELECT o.id, k.* FROM app.retentions o CROSS JOIN LATERAL app.retention_by_rule(o.complaint_id) k
             WHERE o.review_on <= current_date
               AND (o.closed_on <> k.closed_on OR (o.decided_at IS NULL AND o.class <> k.class))) anew
     WHERE anew.id = r.id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
  END $$;

  -- One matter, whole or not at all: due is it where no part of it is to be kept longer, by what is so or by what somebody decided
  -- before it was merged. What became of it: purged, busy (somebody works on it this moment), not_due, on_hold, or
  -- referred_to: a record outside of it needs it, such as a child counted here and named in another complaint.
  CREATE FUNCTION purge.one(complaint uuid, steps purge.step[]) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    locked uuid[];
    matter uuid[];
    kept app.retentions;
    rule record;
    member uuid;
  BEGIN
    locked := ARRAY(SELECT c.id FROM app.complaints c WHERE c.id IN (SELECT app.matter_of(complaint)) FOR UPDATE SKIP LOCKED);
    -- All is asked only now, after the lock, what belongs to the matter too: whoever places a hold, reopens, merges or unmarks has
    -- locked the complaint before.
    matter := ARRAY(SELECT m FROM app.matter_of(complaint) m);
    IF cardinality(matter) = 0 OR NOT matter <@ locked THEN RETURN 'busy'; END IF;
    SELECT r.* INTO kept FROM app.retentions r
     WHERE r.complaint_id = complaint AND r.marked_at IS NOT NULL AND r.purge_not_before <= now();
    IF NOT found THEN RETURN 'not_due'; END IF;
    SELECT k.* INTO rule FROM app.retention_by_rule(complaint) k;
    IF NOT found OR rule.closed_on <> kept.closed_on
       OR coalesce(CASE WHEN kept.decided_at IS NULL THEN rule.review_on ELSE kept.review_on END, 'infinity') > current_date
       OR EXISTS (SELECT FROM app.retentions r
                   WHERE r.complaint_id = ANY (matter) AND r.decided_at IS NOT NULL
                     AND coalesce(r.review_on, 'infinity') > current_date) THEN
      RETURN 'not_due';
    END IF;
    IF EXISTS (SELECT FROM app.legal_holds h WHERE h.complaint_id = ANY (matter) AND h.lifted_at IS NULL) THEN RETURN 'on_hold'; END IF;
    BEGIN
      -- Records of one child or person may name each other within the matter; what names them from outside still stands against it.
      SET CONSTRAINTS app.victims_identified_task_force_id_same_child_as_fkey, app.suspects_task_force_id_same_person_as_fkey DEFERRED;
      FOREACH member IN ARRAY matter LOOP PERFORM purge.erase(member, kept, steps); END LOOP;
      SET CONSTRAINTS app.victims_identified_task_force_id_same_child_as_fkey, app.suspects_task_force_id_same_person_as_fkey IMMEDIATE;
    EXCEPTION WHEN foreign_key_violation THEN RETURN 'referred_to';
    END;
    RETURN 'purged';
  END $$;

  -- The next of those that were marked a month ago or more: what became of each, and the place to go on from. No row at the end.
  CREATE FUNCTION purge.next(after_at timestamptz, after_id uuid, most integer)
    RETURNS TABLE (complaint_id uuid, due_at timestamptz, outcome text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    steps purge.step[] := ARRAY(SELECT s FROM purge.steps() s);
    due record;
  BEGIN
    PERFORM set_config('app.action', 'complaint.purged', true), set_config('app.subject', '', true),
            set_config('app.reason', '', true), set_config('app.request', '', true);
    FOR due IN
      SELECT r.complaint_id AS id, r.purge_not_before AS at FROM app.retentions r
       WHERE r.marked_at IS NOT NULL AND r.purge_not_before <= now()
         AND (r.purge_not_before, r.complaint_id) > (after_at, after_id)
       ORDER BY r.purge_not_before, r.complaint_id LIMIT most
    LOOP
      complaint_id := due.id;
      due_at := due.at;
      outcome := purge.one(due.id, steps);
      RETURN NEXT;
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION purge.class_closed(uuid, integer), purge.class_anew(), purge.next(timestamptz, uuid, integer)
    TO tracker_purge;
  RESET ROLE;`;

/** The erasing of one complaint, its counts kept with what they tell of it. */
export const erasing = (facets: 'type, mode' | 'facets'): string => `
  SET LOCAL ROLE tracker_eraser;
  -- Deletes all that hangs on one complaint, and keeps its counts and a certificate. The caller has locked it and asked whether it may.
  CREATE OR REPLACE FUNCTION purge.erase(complaint uuid, kept app.retentions, steps purge.step[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    going app.complaints;
    task_force text;
    step purge.step;
    deleted bigint;
    removed jsonb := '{}';
    -- In hand while their records are deleted: the certificate comes first, and they refer to it.
    counted jsonb;
    said text;
  BEGIN
    PERFORM app.part_from_case(complaint);
    SELECT c.* INTO STRICT going FROM app.complaints c WHERE c.id = complaint;
    SELECT t.code INTO STRICT task_force FROM app.task_forces t WHERE t.id = going.task_force_id;
    SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]') INTO counted FROM oversight.facts_of(going.task_force_id, complaint) f;
    FOREACH step IN ARRAY steps LOOP
      EXECUTE format('DELETE FROM %s WHERE %s', step.hanging, step.condition) USING complaint, going.task_force_id;
      GET DIAGNOSTICS deleted = ROW_COUNT;
      IF deleted > 0 THEN
        removed := removed || jsonb_build_object(step.hanging, coalesce((removed ->> step.hanging)::bigint, 0) + deleted);
      END IF;
    END LOOP;
    said := jsonb_build_object(
      'number', 'PC-' || going.reference, 'taskForce', task_force, 'agencyId', going.agency_id, 'complaintId', complaint,
      'reference', going.reference, 'mergedInto', going.merged_into, 'retentionClass', kept.class, 'closedOn', kept.closed_on,
      'reviewOn', kept.review_on, 'markedBy', kept.marked_by,
      'markedAt', to_char(kept.marked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'purgedAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'rowsDeleted', removed,
      'countsKept', (SELECT coalesce(jsonb_object_agg(s.measure, s.n), '{}')
                       FROM (SELECT c ->> 'measure' AS measure, sum((c ->> 'n')::bigint) AS n
                               FROM jsonb_array_elements(counted) c WHERE (c ->> 'n')::bigint > 0 GROUP BY 1) s))::text;
    INSERT INTO app.purged (id, task_force_id, agency_id, complaint_id, reference, class, was_sealed, purged_at, number, certificate,
                            sha256)
    VALUES (gen_random_uuid(), going.task_force_id, going.agency_id, complaint, going.reference, kept.class, going.is_sealed, now(),
            'PC-' || going.reference, said, sha256(convert_to(said, 'UTF8')));
    INSERT INTO app.purged_counts (id, task_force_id, agency_id, complaint_id, record_id, measure, counted_on, ${facets}, n,
                                   operation_ids)
    SELECT gen_random_uuid(), going.task_force_id, f.agency_id, complaint, f.record_id, f.measure, f.day, ${facets.replaceAll(/\w+/g, 'f.$&')},
           f.n, f.operation_ids
      FROM jsonb_to_recordset(counted)
             f (measure text, record_id uuid, agency_id uuid, day date, ${facets === 'facets' ? 'facets jsonb' : 'type text, mode text'}, n bigint,
                operation_ids uuid[]);
  END $$;
  RESET ROLE;`;

const guarding = `
  -- Lets the rows of a table be purged with their complaint, and, where they say which, deleted by nobody while a hold stands.
  CREATE PROCEDURE app.keep_while_held(kept regclass) LANGUAGE plpgsql AS $$
  DECLARE
    place record;
    own record;
    pairs text;
  BEGIN
    SELECT c.relname AS name, c.relnamespace::regnamespace AS schema INTO place FROM pg_class c WHERE c.oid = kept;
    EXECUTE format('GRANT USAGE ON SCHEMA %s TO tracker_eraser', place.schema);
    EXECUTE format('GRANT SELECT, DELETE ON %s TO tracker_eraser', kept);
    EXECUTE format('CREATE POLICY %I ON %s TO tracker_eraser USING (true) WITH CHECK (%s)', place.name || '_purging', kept,
                   (kept = 'app.retentions'::regclass)::text);
    SELECT a.attname AS name, a.attnotnull AS is_always_there INTO own FROM pg_attribute a
     WHERE a.attrelid = kept AND NOT a.attisdropped
       AND a.attname = CASE kept WHEN 'app.complaints'::regclass THEN 'id' ELSE 'complaint_id' END;
    IF own.name IS NULL THEN RETURN; END IF;
    IF NOT own.is_always_there THEN
      SELECT string_agg(format('%L, %L', a.attname, k.confrelid::regclass), ', ' ORDER BY a.attname) INTO pairs
        FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname NOT IN ('task_force_id', 'complaint_id')
        JOIN pg_attribute o ON o.attrelid = k.confrelid AND o.attname = 'complaint_id'
       WHERE k.contype = 'f' AND k.conrelid = kept;
    END IF;
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION purge.refuse_while_held(%s)',
                   place.name || '_kept_while_held', kept, coalesce(pairs, ''));
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION purge.refuse_while_held()',
                   place.name || '_not_emptied_while_held', kept);
  END $$;
  DO $$
  DECLARE hanging text;
  BEGIN
    FOR hanging IN SELECT DISTINCT h.hanging FROM purge.hanging() h ORDER BY 1 LOOP CALL app.keep_while_held(hanging::regclass); END LOOP;
  END $$;
  -- To lock a complaint takes the right to change some column of it; the policy lets none be changed.
  GRANT UPDATE (version) ON app.complaints TO tracker_eraser;
  GRANT INSERT, UPDATE ON app.retentions TO tracker_eraser;

  -- What comes later is guarded in the same call.
  CREATE OR REPLACE PROCEDURE app.guard_by_complaint(guarded regclass) LANGUAGE plpgsql AS $$
  DECLARE
    name text := (SELECT relname FROM pg_class WHERE oid = guarded);
    seen text := 'task_force_id = (SELECT auth.case_task_force())
                  AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0))';
  BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %s USING (%s) WITH CHECK (%3$s)', name || '_of_the_complaint', guarded, seen);
    CALL app.keep_while_held(guarded);
  END $$;`;

const expunging = `
  -- What an expungement writes over a table's rows: what the trail withholds of them, by name, and why a row was voided. What may
  -- be null is, unless a CHECK speaks of it; where no two may be the same, the words carry the row's id.
  CREATE FUNCTION app.expunged_columns(hanging regclass) RETURNS TABLE (name text, written text) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT quote_ident(a.attname)::text,
           CASE WHEN NOT a.attnotnull
                     AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND a.attnum = ANY (k.conkey))
                  THEN 'NULL'
                WHEN a.atttypid = 'text'::regtype
                  THEN format('CASE WHEN %I IS NOT NULL THEN ''Expunged by order of a court.''%s END', a.attname,
                              CASE WHEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
                                                   AND a.attnum = ANY (i.indkey)) THEN ' || '' '' || id' ELSE '' END)
                WHEN a.atttypid = 'bytea'::regtype THEN format('CASE WHEN %I IS NOT NULL THEN ''''::bytea END', a.attname)
                WHEN a.atttypid IN ('jsonb'::regtype, 'text[]'::regtype) THEN format('CASE WHEN %I IS NOT NULL THEN ''{}''::%s END', a.attname, a.atttypid::regtype)
                ELSE quote_ident(a.attname)::text END
      FROM pg_attribute a
     WHERE a.attrelid = expunged_columns.hanging AND a.attnum > 0 AND NOT a.attisdropped
       AND (a.attname = 'void_reason'
            OR EXISTS (SELECT FROM pg_trigger t
                        WHERE t.tgrelid = a.attrelid AND t.tgname LIKE '%\\_changed' AND t.tgfoid = 'audit.record()'::regprocedure
                          AND a.attname = ANY (string_to_array(encode(t.tgargs, 'escape'), '\\000'))))
       -- By whose order, and whom to tell of it.
       AND a.attname NOT IN ('order_number', 'authority', 'recipient');
  END;

  -- What is told of the investigations of an expunged complaint goes too, unless another complaint of theirs is left.
  CREATE FUNCTION app.expunge_investigations(complaint uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    emptied uuid[] := ARRAY(
      SELECT l.investigation_id FROM app.investigation_complaints l
       WHERE l.complaint_id = complaint
         AND NOT EXISTS (SELECT FROM app.investigation_complaints o
                          WHERE o.investigation_id = l.investigation_id AND o.complaint_id <> complaint AND o.ended_at IS NULL
                            AND NOT EXISTS (SELECT FROM app.complaints c WHERE c.id = o.complaint_id AND c.is_expunged)));
    told record;
  BEGIN
    FOR told IN
      SELECT t.name, t.key, (SELECT string_agg(e.name || ' = ' || e.written, ', ') FROM app.expunged_columns(t.name::regclass) e) AS written
        FROM (VALUES ('app.investigations', 'id'), ('app.investigation_closures', 'investigation_id')) t (name, key)
    LOOP
      EXECUTE format('UPDATE %s SET %s WHERE %I = ANY ($1)', told.name, told.written, told.key) USING emptied;
    END LOOP;
  END $$;

  -- Does what an order says, once the second person has put their name to it in this transaction: to the complaint and all that was
  -- merged into it. Row security holds it to what they see. What another order sealed by itself, or erased, is not unsealed with it.
  CREATE FUNCTION app.carry_out_seal_order(seal_order uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    orders app.seal_orders;
    matter uuid[];
    member uuid;
    step record;
  BEGIN
    SELECT s.* INTO orders FROM app.seal_orders s
     WHERE s.id = seal_order AND s.executed_by = auth.account() AND s.executed_by <> s.entered_by
       AND s.xmin = pg_current_xact_id()::xid;
    IF NOT found OR NOT auth.sees_sealed() THEN
      RAISE EXCEPTION 'not an order that this account has executed' USING ERRCODE = '42501';
    END IF;
    matter := ARRAY(SELECT m FROM app.matter_of(orders.complaint_id) m);
    PERFORM FROM app.complaints c WHERE c.id = ANY (matter) ORDER BY c.id FOR UPDATE;
    UPDATE app.complaints c
       SET is_sealed = orders.kind <> 'unseal', is_expunged = c.is_expunged OR orders.kind = 'expunge', version = c.version + 1
     WHERE c.id = ANY (matter)
       AND (c.id = orders.complaint_id OR orders.kind <> 'unseal'
            OR NOT (c.is_expunged
                    OR coalesce((SELECT s.kind FROM app.seal_orders s WHERE s.complaint_id = c.id AND s.executed_at IS NOT NULL
                                  ORDER BY s.executed_at DESC, s.id DESC LIMIT 1), 'unseal') <> 'unseal'));
    IF orders.kind <> 'expunge' THEN RETURN; END IF;
    FOREACH member IN ARRAY matter LOOP
      FOR step IN
        SELECT s.hanging, s.condition, (SELECT string_agg(e.name || ' = ' || e.written, ', ') FROM app.expunged_columns(s.hanging::regclass) e) AS written
          FROM purge.steps() s
         -- The order itself is what is left to say why.
         WHERE s.hanging <> 'app.seal_orders'
      LOOP
        IF step.written IS NOT NULL THEN
          EXECUTE format('UPDATE %s SET %s WHERE %s', step.hanging, step.written, step.condition)
            USING member, orders.task_force_id;
        END IF;
      END LOOP;
      PERFORM app.expunge_investigations(member);
      PERFORM vault.destroy(v.id, orders.executed_at) FROM app.victims_identified v
        WHERE v.task_force_id = orders.task_force_id AND v.complaint_id = member;
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION app.carry_out_seal_order(uuid) TO tracker_app;

  -- Who offered it, and to whom, has no say in that. Only of those that are seen: what is updated is found by the other policies.
  CREATE POLICY transfers_expunged ON app.transfers FOR UPDATE TO tracker_owner USING (true) WITH CHECK (true);`;

/* What was counted stays counted: the facts are those on record and those of what was purged. */
const totalsOf = (forgotten: string): string => `
  SET LOCAL ROLE tracker_oversight;
  CREATE OR REPLACE FUNCTION oversight.operation_totals(operation uuid, whole_task_force boolean)
    RETURNS TABLE (measure text, type text, mode text, recorded bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    desk uuid := CASE WHEN whole_task_force IS TRUE THEN NULL ELSE reader.agency END;
    run app.operations;
  BEGIN
    SELECT * INTO run FROM app.operations o WHERE o.id = operation;
    RETURN QUERY
    SELECT f.measure, f.type, f.mode, sum(f.n)::bigint
      FROM oversight.facts(CASE run.membership WHEN 'window' THEN run.starts_on ELSE '-infinity' END,
                           CASE run.membership WHEN 'window' THEN run.ends_on + 1 ELSE 'infinity' END) f
     WHERE f.task_force_id IN (SELECT p.task_force_id FROM app.operation_task_forces p WHERE p.operation_id = operation)
       AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
       AND (desk IS NULL OR f.agency_id = desk)
       AND (run.membership = 'window'
            OR f.record_id IN (SELECT t.record_id FROM oversight.counted_by_tag(operation, NULL) t)${forgotten})
     GROUP BY 1, 2, 3;
  END $$;
  RESET ROLE;`;

const counting = `
  GRANT SELECT ON app.purged, app.purged_counts TO tracker_oversight;
  CREATE POLICY purged_overseen ON app.purged FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY purged_counts_overseen ON app.purged_counts FOR SELECT TO tracker_oversight USING (true);
  SET LOCAL ROLE tracker_oversight;
  GRANT USAGE ON SCHEMA oversight TO tracker_eraser;
  RESET ROLE;`;

/** The facts, with those of what was purged, and what follows from them. */
export const countingPurged = `
  SET LOCAL ROLE tracker_oversight;
  ALTER FUNCTION oversight.facts(date, date) RENAME TO facts_on_record;
  CREATE FUNCTION oversight.facts(from_on date, until_on date)
    RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, type text,
                   mode text, n integer)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT r.measure, r.record_id, r.complaint_id, r.task_force_id, r.agency_id, r.day, r.type, r.mode, r.n
      FROM oversight.facts_on_record(facts.from_on, facts.until_on) r
    UNION ALL
    SELECT p.measure, p.record_id, p.complaint_id, p.task_force_id, p.agency_id, p.counted_on, p.type, p.mode, p.n
      FROM app.purged_counts p WHERE p.n > 0 AND p.counted_on >= facts.from_on AND p.counted_on < facts.until_on;
  END;

  -- All that one complaint counts for, and the operations that each of it was counted to. What counts elsewhere and is brought to
  -- an operation by a tag that goes with this complaint is told with no count: it is counted to that operation as before.
  CREATE FUNCTION oversight.facts_of(task_force uuid, complaint uuid)
    RETURNS TABLE (measure text, record_id uuid, agency_id uuid, day date, type text, mode text, n integer, operation_ids uuid[])
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    WITH tagged AS MATERIALIZED (
      SELECT t.complaint_id, t.record_id, array_agg(DISTINCT t.operation_id) AS operation_ids
        FROM oversight.counted_by_tag(NULL, facts_of.complaint) t GROUP BY 1, 2
    )
    SELECT f.measure, f.record_id, f.agency_id, f.day, f.type, f.mode, f.n, coalesce(t.operation_ids, '{}')
      FROM oversight.facts_on_record('-infinity', 'infinity') f
      LEFT JOIN tagged t ON t.record_id = f.record_id
     WHERE f.task_force_id = facts_of.task_force AND f.complaint_id = facts_of.complaint
    UNION ALL
    SELECT f.measure, f.record_id, f.agency_id, f.day, f.type, f.mode, 0, t.operation_ids
      FROM tagged t
      JOIN oversight.facts_on_record('-infinity', 'infinity') f ON f.complaint_id = t.complaint_id AND f.record_id = t.record_id
     WHERE f.task_force_id = facts_of.task_force AND f.complaint_id <> facts_of.complaint;
  END;
  GRANT EXECUTE ON FUNCTION oversight.facts_of(uuid, uuid) TO tracker_eraser;
  RESET ROLE;
  ${totalsOf(`
            OR f.record_id IN (SELECT p.record_id FROM app.purged_counts p WHERE operation = ANY (p.operation_ids))`)}`;

const back = `
  CREATE OR REPLACE FUNCTION app.is_held(complaint uuid) RETURNS boolean LANGUAGE sql STABLE RETURN false;
  REVOKE EXECUTE ON FUNCTION app.is_held(uuid) FROM tracker_app;
  ${totalsOf('')}
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.facts_of(uuid, uuid), oversight.facts(date, date);
  ALTER FUNCTION oversight.facts_on_record(date, date) RENAME TO facts;
  REVOKE USAGE ON SCHEMA oversight FROM tracker_eraser;
  RESET ROLE;

  DROP POLICY transfers_expunged ON app.transfers;
  DROP FUNCTION app.carry_out_seal_order(uuid), app.expunge_investigations(uuid), app.expunged_columns(regclass);
  CREATE OR REPLACE PROCEDURE app.guard_by_complaint(guarded regclass) LANGUAGE plpgsql AS $$
  DECLARE
    name text := (SELECT relname FROM pg_class WHERE oid = guarded);
    seen text := 'task_force_id = (SELECT auth.case_task_force())
                  AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0))';
  BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %s USING (%s) WITH CHECK (%3$s)', name || '_of_the_complaint', guarded, seen);
  END $$;
  DROP PROCEDURE app.keep_while_held(regclass);
  DO $$
  DECLARE made record;
  BEGIN
    FOR made IN SELECT t.tgname, t.tgrelid::regclass AS rel FROM pg_trigger t
                 WHERE t.tgfoid = 'purge.refuse_while_held()'::regprocedure AND NOT t.tgisinternal LOOP
      EXECUTE format('DROP TRIGGER %I ON %s', made.tgname, made.rel);
    END LOOP;
    FOR made IN SELECT p.polname, p.polrelid::regclass AS rel FROM pg_policy p
                 WHERE p.polroles = ARRAY['tracker_eraser'::regrole::oid] LOOP
      EXECUTE format('DROP POLICY %I ON %s', made.polname, made.rel);
      EXECUTE format('REVOKE ALL ON %s FROM tracker_eraser', made.rel);
    END LOOP;
  END $$;
  SET LOCAL ROLE tracker_eraser;
  DROP SCHEMA purge CASCADE;
  ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
  RESET ROLE;
  DROP FUNCTION app.part_from_case(uuid), app.forget_expired_subjects();
  DROP INDEX app.operation_members_task_force_id_complaint_id_idx, app.operation_members_task_force_id_arrest_id_idx,
    app.operation_members_task_force_id_victim_id_idx, app.forensic_exams_task_force_id_legal_process_id_idx,
    vault.requests_identity_id_idx;
  DROP TABLE app.purged_counts, app.purged, app.seal_orders, app.legal_holds, app.retentions;
  DROP FUNCTION app.refuse_foreign_name(), app.give_a_month(), app.refuse_change();
  DROP FUNCTION app.retention_by_rule(uuid), app.review_day(date, text), app.retention_years(text);
  REVOKE UPDATE (version) ON app.complaints FROM tracker_eraser;
  REVOKE USAGE ON SCHEMA app FROM tracker_eraser, tracker_purge;
  REVOKE USAGE ON SCHEMA vault FROM tracker_eraser;
  ALTER TABLE app.complaints
    ADD CONSTRAINT complaints_referred_from_fkey FOREIGN KEY (referred_from) REFERENCES app.complaints;
  ALTER TABLE app.transfers
    ADD CONSTRAINT transfers_to_task_force_id_became_complaint_id_fkey
      FOREIGN KEY (to_task_force_id, became_complaint_id) REFERENCES app.complaints (task_force_id, id);`;
