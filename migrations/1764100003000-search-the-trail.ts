import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Questions to the trail: what was done, who looked at a record, and why an account can or cannot see one. Who may ask what is
 * decided here, by the session row: nobody's statement reads the trail itself.
 */
export class SearchTheTrail1764100003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(indexes);
    await db.query(places);
    await db.query(search);
    await db.query(looks);
    await db.query(explanation);
    await db.query(`
      GRANT EXECUTE ON FUNCTION audit.search(uuid, text, uuid, timestamptz, timestamptz, text, timestamptz, bigint, integer),
        audit.looks_at(uuid, timestamptz, bigint, integer), audit.explain(uuid, uuid) TO tracker_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

/* Each index that holds every entry costs every change. So what is rare is indexed only where it is: refusals, looks, subjects
 * and rows that are not the complaint itself. Refusals are few, and
 * are gone through in the index alone, whoever's they are. */
const indexes = `
  CREATE INDEX entries_account_id_at_seq_idx ON audit.entries (account_id, at, seq) WHERE account_id IS NOT NULL;
  CREATE INDEX entries_task_force_id_at_seq_idx ON audit.entries (task_force_id, at, seq);
  CREATE INDEX entries_actor_agency_at_seq_idx ON audit.entries (actor_agency, at, seq) WHERE actor_agency IS NOT NULL;
  CREATE INDEX entries_action_task_force_id_at_seq_idx ON audit.entries (action, task_force_id, at, seq);
  CREATE INDEX entries_refused_at_seq_idx ON audit.entries (at, seq)
    INCLUDE (action, account_id, actor_agency, task_force_id, complaint_id) WHERE outcome = 'refused';
  DROP INDEX audit.entries_subject_seq_idx;
  CREATE INDEX entries_subject_at_seq_idx ON audit.entries (subject, at, seq) WHERE subject IS DISTINCT FROM complaint_id;
  CREATE INDEX entries_row_id_idx ON audit.entries (row_id) WHERE row_id IS DISTINCT FROM subject;
  CREATE INDEX entries_records_idx ON audit.entries USING gin (records) WHERE records IS NOT NULL;`;

const places = `
  SET LOCAL ROLE tracker_oversight;
  -- What kind of record an id is of, and whose. Of any record: the functions that call it ask whether it is one to ask about.
  CREATE FUNCTION oversight.place_of(record uuid)
    RETURNS TABLE (kind text, complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, investigator_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT r.kind, c.id, c.task_force_id, c.agency_id, c.working_agency_id, c.investigator_id
      FROM (SELECT 'complaint' AS kind, record AS complaint_id
            UNION ALL SELECT 'suspect', s.complaint_id FROM app.suspects s WHERE s.id = record
            UNION ALL SELECT 'arrest', a.complaint_id FROM app.arrests a WHERE a.id = record
            UNION ALL SELECT 'victim', v.complaint_id FROM app.victims_identified v WHERE v.id = record) r
      JOIN app.complaints c ON c.id = r.complaint_id;
  END;
  GRANT EXECUTE ON FUNCTION oversight.place_of(uuid) TO tracker_owner;
  RESET ROLE;

  -- Whether row security shows this record of a case to the session: it binds the owner of this function, too.
  CREATE FUNCTION audit.is_seen(record uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM app.complaints c WHERE c.id = record)
        OR EXISTS (SELECT FROM app.suspects s WHERE s.id = record)
        OR EXISTS (SELECT FROM app.arrests a WHERE a.id = record)
        OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = record);
  END;

  -- The place of a record that the session may ask about: one it sees, or, for admins and auditors, who see none, one of its seat.
  CREATE FUNCTION audit.place_asked_about(record uuid)
    RETURNS TABLE (kind text, complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, investigator_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session();
  BEGIN
    RETURN QUERY
      SELECT p.* FROM oversight.place_of(record) p
       WHERE audit.is_seen(record)
          OR (me.role IN ('admin', 'auditor')
              AND (me.task_force_id IS NULL OR me.task_force_id = p.task_force_id)
              AND (me.agency_id IS NULL OR me.agency_id IN (p.agency_id, p.working_agency_id)));
  END $$;`;

const search = `
  CREATE TYPE audit.entry_key AS (at timestamptz, seq bigint);

  -- What an administrator may know was done: how accounts, sessions, keys and agencies are kept. Never an act on a case, and
  -- nothing that is not named here.
  CREATE FUNCTION audit.is_of_keeping(action text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN split_part(action, '.', 1) IN ('account', 'account-batch', 'agency', 'factor', 'factor-reset', 'key', 'passkey',
             'password', 'recertification', 'recovery-code', 'recovery-codes', 'session', 'task-force', 'totp')
        OR split_part(action, ':', 1) IN ('account', 'accounts', 'agencies', 'machine-keys', 'task-forces');

  -- The trail, newest first, as far as the session may read it:
  --   an auditor what was done in the seat and below; the task force's supervisor all of the task force's;
  --   at an agency, both what its people did and what was done to its accounts, and of a record that it has, all;
  --   an administrator how accounts and agencies of the seat are kept; everybody else their own acts.
  -- Each call is planned for what it asks: a filter that was not given costs nothing. What is found is found in an index, and
  -- its particulars are looked up for the rows of the page alone.
  CREATE FUNCTION audit.search(of_account uuid, of_action text, about uuid, from_at timestamptz, until_at timestamptz,
                               with_outcome text, before_at timestamptz, before_seq bigint, most integer)
    RETURNS TABLE (at timestamptz, seq bigint, account_id uuid, account_name text, role text, agency text, action text,
                   subject uuid, source text, row_id uuid, records integer, outcome text, reason text, address text,
                   request_id text, fields text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_custom_plan' AS $$
  DECLARE
    me auth.sessions := auth.session();
    is_keeper boolean := me.role = 'admin';
    is_own boolean := NOT (me.role IN ('admin', 'auditor') OR (me.role = 'supervisor' AND me.task_force_id IS NOT NULL));
    who uuid := CASE WHEN is_own THEN me.account_id ELSE of_account END;
    home uuid := CASE WHEN NOT is_own THEN me.task_force_id END;
    desk uuid := CASE WHEN NOT is_own THEN me.agency_id END;
    since timestamptz := coalesce(from_at, '-infinity');
    until timestamptz := least(until_at, before_at + interval '1 microsecond', 'infinity');
    keys audit.entry_key[];
  BEGIN
    IF me.id IS NULL OR (is_own AND of_account <> me.account_id) OR (is_keeper AND NOT audit.is_of_keeping(of_action)) THEN
      RETURN;
    END IF;

    IF about IS NOT NULL THEN
      -- Of a record that the agency has, it may know what anybody did, and so of itself.
      IF about = desk OR EXISTS (SELECT FROM audit.place_asked_about(about)) THEN desk := NULL; END IF;
      keys := ARRAY(
        SELECT (f.at, f.seq)::audit.entry_key
          FROM (SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                  FROM audit.entries e WHERE e.complaint_id = about
                UNION
                SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                  FROM audit.entries e WHERE e.subject = about AND e.subject IS DISTINCT FROM e.complaint_id
                UNION
                SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                  FROM audit.entries e WHERE e.row_id = about AND e.row_id IS DISTINCT FROM e.subject
                UNION
                SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                  FROM audit.entries e WHERE e.records @> ARRAY[about]) f
         WHERE f.at >= since AND f.at < until AND (before_seq IS NULL OR (f.at, f.seq) < (before_at, before_seq))
           AND (who IS NULL OR f.account_id = who) AND (home IS NULL OR f.task_force_id = home)
           AND (desk IS NULL OR f.actor_agency = desk
                OR f.subject IN (SELECT a.id FROM app.accounts a WHERE a.agency_id = desk))
           AND (of_action IS NULL OR f.action = of_action) AND (with_outcome IS NULL OR f.outcome = with_outcome)
           AND (NOT is_keeper OR (audit.is_of_keeping(f.action) AND f.complaint_id IS NULL))
         ORDER BY f.at DESC, f.seq DESC LIMIT most);

    ELSIF of_action IS NOT NULL AND home IS NULL AND who IS NULL AND with_outcome IS DISTINCT FROM 'refused' THEN
      -- Of the whole nation one act: task force by task force, since in that order the index has it.
      keys := ARRAY(
        SELECT (f.at, f.seq)::audit.entry_key
          FROM (SELECT n.at, n.seq
                  FROM app.task_forces t
                 CROSS JOIN LATERAL (
                       SELECT e.at, e.seq FROM audit.entries e
                        WHERE e.action = of_action AND e.task_force_id = t.id
                          AND e.at >= since AND e.at < until
                          AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                          AND (with_outcome IS NULL OR e.outcome = with_outcome)
                          AND (NOT is_keeper OR e.complaint_id IS NULL)
                        ORDER BY e.at DESC, e.seq DESC LIMIT most) n
                UNION ALL
                (SELECT e.at, e.seq FROM audit.entries e
                  WHERE e.action = of_action AND e.task_force_id IS NULL
                    AND e.at >= since AND e.at < until
                    AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                    AND (with_outcome IS NULL OR e.outcome = with_outcome)
                    AND (NOT is_keeper OR e.complaint_id IS NULL)
                  ORDER BY e.at DESC, e.seq DESC LIMIT most)) f
         ORDER BY f.at DESC, f.seq DESC LIMIT most);

    ELSE
      keys := ARRAY(
        SELECT (f.at, f.seq)::audit.entry_key
          FROM ((SELECT e.at, e.seq FROM audit.entries e
                  WHERE (who IS NULL OR e.account_id = who) AND (home IS NULL OR e.task_force_id = home)
                    AND (desk IS NULL OR e.actor_agency = desk)
                    AND e.at >= since AND e.at < until
                    AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                    AND (of_action IS NULL OR e.action = of_action) AND (with_outcome IS NULL OR e.outcome = with_outcome)
                    AND (NOT is_keeper OR (audit.is_of_keeping(e.action) AND e.complaint_id IS NULL))
                  ORDER BY e.at DESC, e.seq DESC LIMIT most)
                UNION ALL
                -- What others did to an agency's accounts, and what came of signing in to them.
                SELECT o.at, o.seq
                  FROM app.accounts a
                 CROSS JOIN LATERAL (
                       SELECT e.at, e.seq FROM audit.entries e
                        WHERE e.subject = a.id AND e.subject IS DISTINCT FROM e.complaint_id AND e.task_force_id = home
                          AND e.actor_agency IS DISTINCT FROM desk AND (who IS NULL OR e.account_id = who)
                          AND e.at >= since AND e.at < until
                          AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                          AND (of_action IS NULL OR e.action = of_action) AND (with_outcome IS NULL OR e.outcome = with_outcome)
                          AND (NOT is_keeper OR (audit.is_of_keeping(e.action) AND e.complaint_id IS NULL))
                        ORDER BY e.at DESC, e.seq DESC LIMIT most) o
                 WHERE a.agency_id = desk) f
         ORDER BY f.at DESC, f.seq DESC LIMIT most);
    END IF;

    RETURN QUERY
      SELECT e.at, e.seq, e.account_id, person.name, e.role, seated.name, e.action, e.subject, e.source, e.row_id,
             cardinality(e.records), e.outcome, CASE WHEN NOT is_keeper THEN e.reason END, host(e.address), e.request_id,
             ARRAY(SELECT jsonb_object_keys(e.was) UNION SELECT jsonb_object_keys(e.became) UNION SELECT unnest(e.withheld)
                   ORDER BY 1)
        FROM unnest(keys) k
        JOIN audit.entries e ON e.at = k.at AND e.seq = k.seq
        LEFT JOIN app.accounts person ON person.id = e.account_id
        LEFT JOIN app.agencies seated ON seated.id = e.actor_agency
       ORDER BY e.at DESC, e.seq DESC;
  END $$;`;

const looks = `
  -- Who has looked at a record, newest first, and how often each of them has: for supervisors who see it, and for auditors of
  -- its seat. No row for a record that is not there for them, and one of nulls where no look is left.
  CREATE FUNCTION audit.looks_at(record uuid, before_at timestamptz, before_seq bigint, most integer)
    RETURNS TABLE (at timestamptz, seq bigint, account_id uuid, account_name text, role text, agency text, action text,
                   outcome text, records integer, address text, request_id text, times bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_custom_plan' AS $$
  BEGIN
    IF NOT coalesce(auth.role() IN ('supervisor', 'auditor'), false) THEN RETURN; END IF;
    RETURN QUERY
      SELECT l.at, l.seq, l.account_id, person.name, l.role, seated.name, l.action, l.outcome, cardinality(l.records),
             host(l.address), l.request_id, l.times
        FROM audit.place_asked_about(record) p
        LEFT JOIN (SELECT e.*, count(*) OVER (PARTITION BY e.account_id) AS times
                     FROM audit.entries e WHERE e.records @> ARRAY[record]) l
               ON before_seq IS NULL OR (l.at, l.seq) < (before_at, before_seq)
        LEFT JOIN app.accounts person ON person.id = l.account_id
        LEFT JOIN app.agencies seated ON seated.id = l.actor_agency
       ORDER BY l.at DESC, l.seq DESC LIMIT most;
  END $$;`;

const explanation = `
  -- Whether an account can see a record, and what that hangs on. Nobody's rules are repeated here: a session of the account's is
  -- opened, row security is asked whether the record is there, and all of it is undone, so that no session and no entry is
  -- left. A trigger on sessions may refuse to open one: then the account does not stand. No row: not for the session to ask.
  CREATE FUNCTION audit.explain(of_account uuid, of_record uuid)
    RETURNS TABLE (kind text, complaint_id uuid, agency_id uuid, agency_name text, account_name text, role text, stands boolean,
                   seat text, covers_task_force boolean, is_of_agency boolean, is_assigned boolean, is_seen boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    me auth.sessions := auth.session();
    held app.accounts;
    place record;
    trial bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
  BEGIN
    IF NOT coalesce(me.role IN ('supervisor', 'admin', 'auditor'), false) THEN RETURN; END IF;
    SELECT * INTO place FROM audit.place_asked_about(of_record);
    SELECT * INTO held FROM app.accounts a
     WHERE a.id = of_account
       AND (me.task_force_id IS NULL
            OR (a.task_force_id = me.task_force_id
                AND (me.agency_id IS NULL OR a.agency_id = me.agency_id)));
    IF place.kind IS NULL OR held.id IS NULL THEN RETURN; END IF;

    stands := false;
    is_seen := false;
    BEGIN
      INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
      VALUES (sha256(trial), gen_random_uuid(), held.id, held.role, held.task_force_id, held.agency_id, interval '1 minute',
              now() + interval '1 minute');
      stands := held.disabled_at IS NULL;
      PERFORM set_config('app.session', encode(trial, 'hex'), true);
      is_seen := stands AND audit.is_seen(of_record);
      RAISE EXCEPTION 'asked, and undone' USING ERRCODE = 'TF002';
    EXCEPTION
      WHEN SQLSTATE 'TF002' OR insufficient_privilege THEN NULL;
    END;

    kind := place.kind;
    complaint_id := place.complaint_id;
    agency_id := place.agency_id;
    agency_name := (SELECT a.name FROM app.agencies a WHERE a.id = place.agency_id);
    account_name := held.name;
    role := held.role;
    seat := CASE WHEN held.agency_id IS NOT NULL THEN 'agency' WHEN held.task_force_id IS NOT NULL THEN 'task_force'
                 ELSE 'national' END;
    covers_task_force := coalesce(held.task_force_id = place.task_force_id, false);
    is_of_agency := coalesce(held.agency_id IN (place.agency_id, place.working_agency_id), false);
    is_assigned := coalesce(place.investigator_id = held.id, false);
    RETURN NEXT;
  END $$;`;

const back = `
  DROP FUNCTION audit.explain(uuid, uuid), audit.looks_at(uuid, timestamptz, bigint, integer),
    audit.search(uuid, text, uuid, timestamptz, timestamptz, text, timestamptz, bigint, integer),
    audit.is_of_keeping(text), audit.place_asked_about(uuid), audit.is_seen(uuid);
  DROP TYPE audit.entry_key;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.place_of(uuid);
  RESET ROLE;
  DROP INDEX audit.entries_account_id_at_seq_idx, audit.entries_task_force_id_at_seq_idx, audit.entries_actor_agency_at_seq_idx,
    audit.entries_action_task_force_id_at_seq_idx, audit.entries_refused_at_seq_idx, audit.entries_subject_at_seq_idx,
    audit.entries_row_id_idx, audit.entries_records_idx;
  CREATE INDEX entries_subject_seq_idx ON audit.entries (subject, seq) WHERE subject IS NOT NULL AND complaint_id IS NULL;`;
