import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Returns: the figures of a period as they were signed off, with the records they were counted from. What is locked is never
 * changed, by any role; what is counted otherwise later is a difference, and the trail says who did it, when and why.
 */
export class LockReturns1764300002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(kept);
    await db.query(guarded);
    await db.query(locking);
    await db.query(standing);
    await db.query(counting);
    await db.query(explaining);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION audit.acts_on_counted(uuid, text[], uuid[], uuid[]);
      SET LOCAL ROLE tracker_oversight;
      DROP FUNCTION oversight.counted_for_return(date, date, uuid, text[]), oversight.staffing_at_end(uuid, date),
        oversight.agencies_participating(uuid, date, date), oversight.persons_arrested(uuid, date, date),
        oversight.investigations_open_at_end(uuid, date), oversight.sentences(uuid, date, date);
      RESET ROLE;
      DROP POLICY staffing_levels_overseen ON app.staffing_levels;
      REVOKE SELECT ON app.staffing_levels FROM tracker_oversight;
      DROP TABLE app.return_records, app.returns;
      DROP FUNCTION app.refuse_records_of_settled(), app.refuse_other_records(), app.sign_a_count();
    `);
  }
}

const kept = `
  CREATE TABLE app.returns (
    id                 uuid PRIMARY KEY,
    task_force_id      uuid NOT NULL REFERENCES app.task_forces,
    definition         text NOT NULL CHECK (definition IN ('annual_report', 'monthly_summary', 'operation_release')),
    definition_version integer NOT NULL CHECK (definition_version > 0),
    -- A fiscal year, a month, or the id of an operation.
    period             text NOT NULL,
    from_on            date NOT NULL,
    until_on           date NOT NULL,
    zone               text NOT NULL,
    operation_id       uuid,
    revision           integer NOT NULL CHECK (revision > 0),
    revises            uuid,
    revision_reason    text,
    state              text NOT NULL CHECK (state IN ('prepared', 'locked', 'withdrawn')),
    figures            jsonb NOT NULL,
    findings           jsonb NOT NULL,
    records_sha256     bytea NOT NULL,
    -- Who counted it last, when by the clock of the trail, and what was committed by then: what the trail has besides may explain a
    -- difference.
    counted_by         uuid NOT NULL REFERENCES app.accounts,
    counted_at         timestamptz NOT NULL,
    counted_snapshot   text NOT NULL,
    prepared_by        uuid NOT NULL REFERENCES app.accounts,
    prepared_at        timestamptz(3) NOT NULL,
    withdrawn_by       uuid REFERENCES app.accounts,
    withdrawn_at       timestamptz(3),
    withdraw_reason    text,
    approved_by        uuid REFERENCES app.accounts,
    approved_at        timestamptz(3),
    -- What is answered from then on. Text, since the hash is over its bytes.
    document           text,
    sha256             bytea,
    version            integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, revises) REFERENCES app.returns (task_force_id, id),
    FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces (operation_id, task_force_id),
    CHECK (from_on < until_on),
    CHECK ((definition = 'operation_release') = (operation_id IS NOT NULL)),
    CHECK (num_nonnulls(revises, revision_reason) = CASE revision WHEN 1 THEN 0 ELSE 2 END),
    CHECK (num_nonnulls(withdrawn_by, withdrawn_at, withdraw_reason) = CASE state WHEN 'withdrawn' THEN 3 ELSE 0 END),
    CHECK (num_nonnulls(approved_by, approved_at, document, sha256) = CASE state WHEN 'locked' THEN 4 ELSE 0 END),
    CHECK (sha256 = pg_catalog.sha256(convert_to(document, 'UTF8'))),
    -- What is answered is what was counted.
    CHECK (document IS NULL
           OR ((document::jsonb -> 'items', document::jsonb -> 'findings', document::jsonb ->> 'recordsSha256')
               IS NOT DISTINCT FROM (figures, findings, encode(records_sha256, 'hex')))),
    -- A second person approves, who prepared and counted nothing of it and answered no finding; each finding has its answer.
    CONSTRAINT returns_second_person_check CHECK (approved_by <> ALL (ARRAY[prepared_by, counted_by])),
    CONSTRAINT returns_answered_by_another_check
      CHECK (approved_by IS NULL
           OR NOT jsonb_path_exists(findings, '$[*].answer.by ? (@ == $who)', jsonb_build_object('who', approved_by))),
    CHECK (state <> 'locked' OR NOT jsonb_path_exists(findings, '$[*] ? (@.answer == null)'))
  );
  CREATE UNIQUE INDEX returns_task_force_id_definition_period_idx ON app.returns (task_force_id, definition, period)
    WHERE state = 'prepared';
  CREATE UNIQUE INDEX returns_task_force_id_definition_period_revision_idx
    ON app.returns (task_force_id, definition, period, revision) WHERE state <> 'withdrawn';
  CREATE INDEX returns_task_force_id_until_on_id_idx ON app.returns (task_force_id, until_on DESC, id DESC);
  CREATE INDEX returns_until_on_id_idx ON app.returns (until_on DESC, id DESC) WHERE state = 'locked';

  -- The records that a return was counted from, each with its hash, as one text: it is written once, and never read in part. Its id is
  -- the return's.
  CREATE TABLE app.return_records (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    measures      text[] NOT NULL,
    records       text NOT NULL,
    sha256        bytea NOT NULL,
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, id) REFERENCES app.returns (task_force_id, id),
    CHECK (sha256 = pg_catalog.sha256(convert_to(records, 'UTF8')))
  );`;

/* The national programme reads what is locked, and no record of it. */
const guarded = `
  GRANT SELECT, INSERT ON app.returns, app.return_records TO tracker_app;
  GRANT UPDATE (state, figures, findings, records_sha256, counted_snapshot, withdrawn_by, withdrawn_at, withdraw_reason, approved_by, approved_at,
    document, sha256, version) ON app.returns TO tracker_app;
  GRANT UPDATE (measures, records, sha256, version) ON app.return_records TO tracker_app;
  ALTER TABLE app.returns ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.return_records ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY returns_of_the_seat ON app.returns
    USING ((task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL)
           OR (state = 'locked' AND (SELECT auth.seat()) = 'national' AND (SELECT auth.role()) IN ('investigator', 'supervisor')))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
                AND (SELECT auth.role()) = 'supervisor');
  CREATE POLICY return_records_of_the_seat ON app.return_records
    USING (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
           AND (SELECT auth.role()) = 'supervisor')
    WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
                AND (SELECT auth.role()) = 'supervisor');
  SELECT audit.watch('app.returns', 'revision_reason', 'withdraw_reason', 'figures', 'findings', 'document'),
         audit.watch('app.return_records', 'records');`;

const locking = `
  CREATE TRIGGER returns_signed BEFORE INSERT OR UPDATE ON app.returns
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('prepared_by', 'withdrawn_by', 'approved_by');
  -- Whoever writes what was counted has counted it: nobody says so of somebody else, or of another time.
  CREATE FUNCTION app.sign_a_count() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    new.counted_by := auth.account();
    new.counted_at := now();
    RETURN new;
  END $$;
  CREATE TRIGGER returns_counted BEFORE INSERT ON app.returns FOR EACH ROW EXECUTE FUNCTION app.sign_a_count();
  CREATE TRIGGER returns_counted_anew BEFORE UPDATE ON app.returns
    FOR EACH ROW WHEN ((new.figures, new.records_sha256) IS DISTINCT FROM (old.figures, old.records_sha256))
    EXECUTE FUNCTION app.sign_a_count();
  CREATE FUNCTION app.refuse_other_records() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM app.return_records k WHERE k.id = new.id AND k.sha256 = new.records_sha256) THEN
      RAISE EXCEPTION 'a return is locked with the records that it was counted from' USING ERRCODE = '23514';
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER returns_locked_with_their_records BEFORE UPDATE ON app.returns
    FOR EACH ROW WHEN (new.state = 'locked') EXECUTE FUNCTION app.refuse_other_records();

  -- Whoever asks: what is locked or withdrawn stays as it is.
  CREATE TRIGGER returns_stay_settled BEFORE UPDATE ON app.returns
    FOR EACH ROW WHEN (old.state <> 'prepared') EXECUTE FUNCTION app.refuse_change();
  CREATE TRIGGER returns_stay BEFORE DELETE OR TRUNCATE ON app.returns FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
  CREATE FUNCTION app.refuse_records_of_settled() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    -- Not while somebody settles it either.
    PERFORM FROM app.returns r WHERE r.id = new.id AND r.state = 'prepared' FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the records of a settled return stay as they are' USING ERRCODE = '42501';
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER return_records_stay_settled BEFORE INSERT OR UPDATE ON app.return_records
    FOR EACH ROW EXECUTE FUNCTION app.refuse_records_of_settled();
  CREATE TRIGGER return_records_stay BEFORE DELETE OR TRUNCATE ON app.return_records
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();`;

/* What is not a sum over days, counted anew for a period. In words: src/returns/standing.ts. */
const standing = `
  GRANT SELECT ON app.staffing_levels TO tracker_oversight;
  CREATE POLICY staffing_levels_overseen ON app.staffing_levels FOR SELECT TO tracker_oversight USING (true);
  SET LOCAL ROLE tracker_oversight;

  CREATE FUNCTION oversight.staffing_at_end(home uuid, until_on date)
    RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT l.id, NULL::uuid, l.agency_id, staffing_at_end.until_on - 1, jsonb_build_object('role', r.role, 'time', r.time), r.n::bigint
      FROM app.staffing_levels l
     CROSS JOIN LATERAL (VALUES ('investigators', 'full_time', l.investigators_full_time),
                                ('investigators', 'part_time', l.investigators_part_time),
                                ('prosecutors', 'full_time', l.prosecutors_full_time),
                                ('prosecutors', 'part_time', l.prosecutors_part_time),
                                ('education_specialists', 'full_time', l.education_specialists_full_time),
                                ('education_specialists', 'part_time', l.education_specialists_part_time),
                                ('forensic_specialists', 'full_time', l.forensic_specialists_full_time),
                                ('forensic_specialists', 'part_time', l.forensic_specialists_part_time)) r (role, time, n)
     WHERE l.task_force_id = home AND l.voided_at IS NULL
       AND l.from_on < staffing_at_end.until_on AND (l.until_on IS NULL OR l.until_on >= staffing_at_end.until_on);
  END;

  -- An agency whose membership changed within the period is one: as it was last.
  CREATE FUNCTION oversight.agencies_participating(home uuid, from_on date, until_on date)
    RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT DISTINCT ON (m.agency_id) m.id, NULL::uuid, m.agency_id, greatest(m.began_on, agencies_participating.from_on),
           jsonb_build_object('membership', m.kind, 'standards',
             CASE WHEN m.standards_adopted_on < agencies_participating.until_on THEN 'adopted' ELSE 'not_adopted' END), 1::bigint
      FROM app.agency_memberships m
     WHERE m.task_force_id = home AND m.kind <> 'non_member' AND m.began_on < agencies_participating.until_on
       AND (m.ended_on IS NULL OR m.ended_on > agencies_participating.from_on)
     ORDER BY m.agency_id, m.began_on DESC;
  END;

  -- A person arrested twice is one: by the first arrest of the period.
  CREATE FUNCTION oversight.persons_arrested(home uuid, from_on date, until_on date)
    RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT DISTINCT ON (coalesce(s.same_person_as, s.id)) a.id, a.complaint_id, a.agency_id, a.arrested_on, '{}'::jsonb, 1::bigint
      FROM app.arrests a JOIN app.suspects s ON s.task_force_id = a.task_force_id AND s.id = a.suspect_id
     WHERE a.task_force_id = home AND a.voided_at IS NULL
       AND a.arrested_on >= persons_arrested.from_on AND a.arrested_on < persons_arrested.until_on
     ORDER BY coalesce(s.same_person_as, s.id), a.arrested_on, a.id;
  END;

  CREATE FUNCTION oversight.investigations_open_at_end(home uuid, until_on date)
    RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT i.id, NULL::uuid, i.agency_id, i.opened_on, '{}'::jsonb, 1::bigint
      FROM app.investigations i
     WHERE i.task_force_id = home AND i.opened_on < investigations_open_at_end.until_on
       AND (i.closed_on IS NULL OR i.closed_on >= investigations_open_at_end.until_on);
  END;

  CREATE FUNCTION oversight.sentences(home uuid, from_on date, until_on date)
    RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT p.id, p.complaint_id, p.agency_id, p.disposed_on,
           jsonb_build_object('forum', p.forum, 'outcome', p.outcome,
             'sentence', CASE WHEN p.is_life THEN 'life' ELSE coalesce(p.sentence_months::text, 'not_told') END,
             'maximum', CASE WHEN p.is_max_life THEN 'life' ELSE coalesce(p.statutory_max_months::text, 'not_told') END), 1::bigint
      FROM app.prosecutions p
     WHERE p.task_force_id = home AND p.voided_at IS NULL AND p.outcome IN ('plea', 'convicted_trial')
       AND p.disposed_on >= sentences.from_on AND p.disposed_on < sentences.until_on;
  END;
  RESET ROLE;`;

const counting = `
  SET LOCAL ROLE tracker_oversight;
  -- Every record that a return of the reader's task force counts, one row each: recorded, carried over, or standing. Of an operation
  -- what falls into its window, or what was tagged.
  CREATE FUNCTION oversight.counted_for_return(from_on date, until_on date, of_operation uuid, measures text[])
    RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, carried text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    home uuid := reader.task_force;
    is_tagged boolean := EXISTS (SELECT FROM app.operations o WHERE o.id = of_operation AND o.membership = 'tagged');
  BEGIN
    IF home IS NULL OR reader.agency IS NOT NULL THEN
      RAISE EXCEPTION 'not at the seat of a task force' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY
    SELECT f.measure, f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, NULL::text
      FROM oversight.facts(CASE WHEN is_tagged THEN '-infinity' ELSE counted_for_return.from_on END,
                           CASE WHEN is_tagged THEN 'infinity' ELSE counted_for_return.until_on END) f
     WHERE f.task_force_id = home AND f.measure = ANY (measures)
       AND (NOT is_tagged
            OR f.record_id IN (SELECT t.record_id FROM oversight.counted_by_tag(of_operation, NULL) t)
            OR f.record_id IN (SELECT p.record_id FROM app.purged_counts p WHERE of_operation = ANY (p.operation_ids)));
    IF of_operation IS NULL THEN
      RETURN QUERY
      SELECT c.measure, c.id, NULL::uuid, NULL::uuid, c.from_on, jsonb_strip_nulls(jsonb_build_object('type', c.type, 'mode', c.mode)),
             c.value, c.precision
        FROM oversight.carried_into(counted_for_return.from_on, counted_for_return.until_on, NULL, NULL, false) c
       WHERE c.measure = ANY (measures);
    END IF;
    IF 'staffing' = ANY (measures) THEN
      RETURN QUERY SELECT 'staffing', s.*, NULL::text FROM oversight.staffing_at_end(home, counted_for_return.until_on) s;
    END IF;
    IF 'agencies_participating' = ANY (measures) THEN
      RETURN QUERY SELECT 'agencies_participating', s.*, NULL::text
        FROM oversight.agencies_participating(home, counted_for_return.from_on, counted_for_return.until_on) s;
    END IF;
    IF 'persons_arrested' = ANY (measures) THEN
      RETURN QUERY SELECT 'persons_arrested', s.*, NULL::text
        FROM oversight.persons_arrested(home, counted_for_return.from_on, counted_for_return.until_on) s;
    END IF;
    IF 'investigations_open_at_end' = ANY (measures) THEN
      RETURN QUERY SELECT 'investigations_open_at_end', s.*, NULL::text
        FROM oversight.investigations_open_at_end(home, counted_for_return.until_on) s;
    END IF;
    IF 'sentences' = ANY (measures) THEN
      RETURN QUERY SELECT 'sentences', s.*, NULL::text
        FROM oversight.sentences(home, counted_for_return.from_on, counted_for_return.until_on) s;
    END IF;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.counted_for_return(date, date, uuid, text[]) TO tracker_app;
  RESET ROLE;`;

/*
 * A record counts by its own row, by what kind of case its complaint is, by the persons that are one and the arrests of that one, and in
 * an operation by its tags.
 */
const explaining = `
  -- What was done to the records that a return counts, or to what they are counted by, and was not yet done as it was counted: of the
  -- reader's own task force. A transaction that was under way as it was counted has an earlier time, and was not seen.
  CREATE FUNCTION audit.acts_on_counted(of_return uuid, measures text[], records uuid[], complaints uuid[])
    RETURNS TABLE (measure text, record_id uuid, seq bigint, at timestamptz, account_id uuid, account_name text, action text,
                   reason text, was jsonb, became jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    WITH made AS MATERIALIZED (
      SELECT r.task_force_id, r.operation_id, r.counted_at, r.counted_snapshot::pg_snapshot AS seen FROM app.returns r
       WHERE r.id = acts_on_counted.of_return AND r.task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.agency()) IS NULL
         AND (SELECT auth.role()) = 'supervisor'
    ), counted AS MATERIALIZED (
      SELECT k.measure, k.record, k.complaint
        FROM unnest(acts_on_counted.measures, acts_on_counted.records, acts_on_counted.complaints) k (measure, record, complaint)
    ), persons AS MATERIALIZED (
      SELECT k.record, s.task_force_id, coalesce(s.same_person_as, s.id) AS id
        FROM counted k JOIN app.arrests a ON a.id = k.record
        JOIN app.suspects s ON s.task_force_id = a.task_force_id AND s.id = a.suspect_id
       WHERE k.measure = 'persons_arrested'
    ), suspects AS MATERIALIZED (
      SELECT p.record, s.id, s.complaint_id FROM persons p JOIN app.suspects s ON s.task_force_id = p.task_force_id AND s.id = p.id
      UNION
      SELECT p.record, s.id, s.complaint_id FROM persons p
        JOIN app.suspects s ON s.task_force_id = p.task_force_id AND s.same_person_as = p.id
      UNION
      SELECT p.record, o.row_id, o.complaint_id FROM persons p CROSS JOIN made m
        JOIN audit.entries o ON o.action = 'suspect.unlinked' AND o.task_force_id = m.task_force_id
         AND o.at > m.counted_at - interval '1 day' AND o.source = 'suspects' AND o.was ->> 'same_person_as' = p.id::text
    ), found AS (
      SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
             o.was, o.became
        FROM counted k JOIN app.complaints c ON c.id = k.complaint
        JOIN audit.entries o ON o.complaint_id = k.complaint
         AND (o.row_id = k.record
              OR (o.source = 'complaints'
                  AND o.became ?| ARRAY['type', 'mode', 'agency_id', 'merged_into', 'transferred_to', 'received_on']))
      UNION ALL
      SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
             o.was, o.became
        FROM counted k JOIN audit.entries o ON o.subject = k.record AND o.subject IS DISTINCT FROM o.complaint_id AND o.row_id = k.record
       WHERE k.complaint IS NULL
      UNION ALL
      SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
             o.was, o.became
        FROM counted k JOIN audit.entries o ON o.row_id = k.record AND o.row_id IS DISTINCT FROM o.subject
       WHERE k.complaint IS NULL
      UNION ALL
      SELECT 'persons_arrested', s.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason,
             o.source, o.was, o.became
        FROM suspects s JOIN app.complaints c ON c.id = s.complaint_id
        JOIN audit.entries o ON o.complaint_id = s.complaint_id
         AND ((o.source = 'suspects' AND o.row_id = s.id AND o.became ? 'same_person_as')
              OR (o.source = 'arrests' AND (o.was IS NULL OR o.became ?| ARRAY['arrested_on', 'voided_at'])
                  AND EXISTS (SELECT FROM app.arrests a WHERE a.id = o.row_id AND a.suspect_id = s.id)))
      UNION ALL
      SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
             o.was, o.became
        FROM made m JOIN audit.entries o ON o.subject = m.operation_id AND o.subject IS DISTINCT FROM o.complaint_id
         AND o.source = 'operation_members'
        JOIN app.operation_members t ON t.id = o.row_id
        JOIN counted k ON k.record IN (t.complaint_id, t.arrest_id, t.victim_id, t.presentation_id) OR k.complaint = t.complaint_id
      UNION ALL
      SELECT k.measure, k.record, o.seq, o.at, o.transaction, o.task_force_id, o.account_id, o.action, o.outcome, o.reason, o.source,
             o.was, o.became
        FROM made m JOIN audit.entries o ON o.subject = m.operation_id AND o.subject IS DISTINCT FROM o.complaint_id
         AND o.source = 'operations' AND o.became ? 'membership'
       CROSS JOIN counted k
    )
    SELECT DISTINCT ON (f.measure, f.record, f.seq) f.measure, f.record, f.seq, f.at, f.account_id, who.name, f.action, f.reason, f.was,
           f.became
      FROM found f JOIN made m ON m.task_force_id = f.task_force_id LEFT JOIN app.accounts who ON who.id = f.account_id
     WHERE f.at > m.counted_at - interval '1 day' AND (f.at > m.counted_at OR NOT pg_visible_in_snapshot(f.transaction, m.seen))
       AND f.source IS NOT NULL AND f.outcome = 'done'
     ORDER BY f.measure, f.record, f.seq;
  END;
  GRANT EXECUTE ON FUNCTION audit.acts_on_counted(uuid, text[], uuid[], uuid[]) TO tracker_app;`;
