import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What suspects are known by is shared between task forces as a keyed hash, by entries of the subject index and under its rules
 * (28 CFR Part 23). A check, or an entry that comes to stand, tells two units whom to call, and nothing of either's case until both
 * have answered that. Checks in other systems are recorded as done by hand.
 */
export class DeconflictIdentifiers1764400002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(keys);
    await db.query(namesOrIdentifiers);
    await db.query(identifiers);
    await db.query(checks);
    await db.query(inquiries);
    await db.query(told);
    await db.query(rights);
    await db.query(leaving);
    await db.query(matching);
    await db.query(answering);
    await db.query(open);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const kinds = `'email', 'phone', 'handle', 'account', 'ip', 'device', 'url', 'hash', 'vehicle', 'other'`;

const keys = `
  ALTER TABLE auth.key_checks DROP CONSTRAINT key_checks_purpose_check,
    ADD CONSTRAINT key_checks_purpose_check
      CHECK (purpose IN ('password-pepper', 'factor-key', 'deconfliction-key', 'vault-master-key'));`;

/** Drops the CHECKs of a table that say something of certain columns: Postgres named them itself. */
const dropChecks = (table: string, ...saying: string[]): string => `
  DO $$
  DECLARE made name;
  BEGIN
    FOR made IN SELECT k.conname FROM pg_constraint k
                 WHERE k.conrelid = '${table}'::regclass AND k.contype = 'c'
                   AND pg_get_constraintdef(k.oid) LIKE ANY (ARRAY[${saying.map((part) => `'%${part}%'`).join(', ')}]) LOOP
      EXECUTE format('ALTER TABLE ${table} DROP CONSTRAINT %I', made);
    END LOOP;
  END $$;`;

/* A suspect whom nobody can name yet is found by what they are known by. */
const namesOrIdentifiers = `
  ${dropChecks('app.subject_index_entries', 'num_nulls(given_name')}
  ALTER TABLE app.subject_index_entries
    ADD CHECK (num_nulls(given_name, family_name, given_key, family_key) IN (0, 4)),
    ADD CHECK (CASE WHEN state IN ('submitted', 'approved')
                    THEN num_nulls(criminal_activity, suspicion_basis, obtained_how) = 0
                    ELSE num_nonnulls(given_name, family_name, given_key, family_key, born_on, descriptors, criminal_activity,
                                      suspicion_basis, obtained_how, complaint_id, suspect_id, review_called_for) = 0 END);`;

/* The value itself is in the case and nowhere else. While one key replaces another, a row has the hash by either. */
const identifiers = `
  CREATE TABLE app.subject_index_identifiers (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    entry_id      uuid NOT NULL,
    -- Where it stands in the case; nothing once that was purged.
    identifier_id uuid,
    role          text NOT NULL CHECK (role = 'suspect'),
    kind          text NOT NULL CHECK (kind IN (${kinds})),
    hash          bytea CHECK (octet_length(hash) = 32),
    hash_before   bytea CHECK (octet_length(hash_before) = 32),
    key_id        text NOT NULL,
    shared_by     uuid NOT NULL REFERENCES app.accounts,
    shared_at     timestamptz(3) NOT NULL,
    -- When a reviewer found it to be the suspect's although it stands as a victim's as well.
    confirmed_at  timestamptz(3),
    -- When it left the index: with its entry, or because its own case voided it.
    ended_at      timestamptz(3),
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries (task_force_id, id),
    FOREIGN KEY (task_force_id, identifier_id) REFERENCES app.identifiers (task_force_id, id),
    CHECK ((hash IS NULL) = (ended_at IS NOT NULL)),
    CHECK (ended_at IS NULL OR num_nonnulls(identifier_id, hash_before) = 0)
  );
  CREATE INDEX subject_index_identifiers_task_force_id_entry_id_idx ON app.subject_index_identifiers (task_force_id, entry_id);
  CREATE INDEX subject_index_identifiers_task_force_id_identifier_id_idx
    ON app.subject_index_identifiers (task_force_id, identifier_id) WHERE identifier_id IS NOT NULL;
  CREATE UNIQUE INDEX subject_index_identifiers_entry_id_identifier_id_idx
    ON app.subject_index_identifiers (entry_id, identifier_id) WHERE identifier_id IS NOT NULL;
  CREATE INDEX subject_index_identifiers_hash_idx ON app.subject_index_identifiers (hash) WHERE hash IS NOT NULL;
  CREATE INDEX subject_index_identifiers_hash_before_idx ON app.subject_index_identifiers (hash_before)
    WHERE hash_before IS NOT NULL;`;

const checks = `
  -- Who asked whether another unit has what a suspect of the complaint is known by: for what, and by what need and right.
  CREATE TABLE app.deconfliction_checks (
    id              uuid PRIMARY KEY,
    task_force_id   uuid NOT NULL,
    agency_id       uuid NOT NULL,
    complaint_id    uuid NOT NULL,
    kinds           text[] NOT NULL,
    hashes          bytea[],
    purpose         text NOT NULL,
    need_to_know    text NOT NULL,
    right_to_know   text NOT NULL,
    imminent_danger text,
    asked_by        uuid NOT NULL REFERENCES app.accounts,
    asked_at        timestamptz(3) NOT NULL,
    asked_on        date NOT NULL,
    -- The hits it was answered with, once it was.
    hit_ids         uuid[],
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
  );
  CREATE INDEX deconfliction_checks_task_force_id_complaint_id_idx ON app.deconfliction_checks (task_force_id, complaint_id);

  -- One side of two units having the same: each has a row of its own, with whom to call as it was then, and answers it.
  CREATE TABLE app.deconfliction_hits (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    agency_id        uuid NOT NULL,
    complaint_id     uuid NOT NULL,
    pair_id          uuid NOT NULL,
    -- What of its own met: a question, or an entry of the subject index.
    check_id         uuid,
    entry_id         uuid,
    kinds            text[] NOT NULL,
    strength         text NOT NULL CHECK (strength IN ('strong', 'fair', 'weak')),
    their_task_force text NOT NULL,
    their_agency     text NOT NULL,
    their_phone      text,
    their_email      text,
    found_at         timestamptz(3) NOT NULL,
    answer           text CHECK (answer IN ('no_conflict', 'coordinate', 'merge', 'transfer')),
    answered_by      uuid REFERENCES app.accounts,
    answered_at      timestamptz(3),
    -- Known once both have answered; the reference only where neither saw no conflict.
    their_answer     text CHECK (their_answer IN ('no_conflict', 'coordinate', 'merge', 'transfer')),
    their_reference  text,
    version          integer NOT NULL,
    UNIQUE (task_force_id, id),
    UNIQUE (pair_id, task_force_id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, check_id) REFERENCES app.deconfliction_checks (task_force_id, id),
    FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries (task_force_id, id),
    CHECK (num_nonnulls(check_id, entry_id) = 1),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_by IS NULL)),
    CHECK (their_answer IS NULL OR answer IS NOT NULL),
    CHECK (their_reference IS NULL OR (their_answer <> 'no_conflict' AND answer <> 'no_conflict'))
  );
  CREATE INDEX deconfliction_hits_task_force_id_complaint_id_idx ON app.deconfliction_hits (task_force_id, complaint_id);
  CREATE INDEX deconfliction_hits_task_force_id_found_at_id_idx ON app.deconfliction_hits (task_force_id, found_at, id);
  CREATE INDEX deconfliction_hits_task_force_id_check_id_idx ON app.deconfliction_hits (task_force_id, check_id)
    WHERE check_id IS NOT NULL;
  CREATE INDEX deconfliction_hits_task_force_id_entry_id_idx ON app.deconfliction_hits (task_force_id, entry_id)
    WHERE entry_id IS NOT NULL;

  -- A check that somebody made in another system, and what came of it there. None of those is asked from here.
  CREATE TABLE app.outside_checks (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    system        text NOT NULL CHECK (system IN ('rissafe', 'case_explorer', 'safetnet', 'other')),
    system_name   text,
    query_id      text NOT NULL,
    result        text NOT NULL CHECK (result IN ('no_hit', 'hit')),
    checked_at    timestamptz(3) NOT NULL,
    recorded_by   uuid NOT NULL REFERENCES app.accounts,
    recorded_at   timestamptz(3) NOT NULL,
    voided_at     timestamptz(3),
    void_reason   text,
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK ((system = 'other') = (system_name IS NOT NULL)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX outside_checks_task_force_id_complaint_id_idx ON app.outside_checks (task_force_id, complaint_id);`;

/*
 * A value that stands as a victim's is dropped from a check and matched by no entry, and whoever asked hears nothing of it. The side that
 * holds it does. Each act leaves one row of work, whatever it met, and a process of nobody's writes the rest: neither the time that an
 * act takes nor the acting account's own trail tells what stands beyond its seat.
 */
const inquiries = `
  CREATE TABLE app.victim_inquiries (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    complaint_id     uuid NOT NULL,
    -- The victim's identifier, of this complaint.
    identifier_id    uuid NOT NULL,
    via              text NOT NULL CHECK (via IN ('check', 'index')),
    asking_agency_id uuid NOT NULL,
    asked_by         uuid NOT NULL REFERENCES app.accounts,
    asked_at         timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, identifier_id) REFERENCES app.identifiers (task_force_id, id),
    FOREIGN KEY (task_force_id, asking_agency_id) REFERENCES app.agencies (task_force_id, id)
  );
  CREATE INDEX victim_inquiries_task_force_id_asked_at_id_idx ON app.victim_inquiries (task_force_id, asked_at, id);
  CREATE INDEX victim_inquiries_task_force_id_complaint_id_idx ON app.victim_inquiries (task_force_id, complaint_id);
  CREATE INDEX victim_inquiries_task_force_id_identifier_id_idx ON app.victim_inquiries (task_force_id, identifier_id);
  GRANT SELECT ON app.victim_inquiries TO tracker_app;
  CALL app.guard_by_complaint('app.victim_inquiries');
  ALTER POLICY victim_inquiries_of_the_complaint ON app.victim_inquiries
    USING (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.role()) = 'supervisor'
           AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)))
    WITH CHECK (false);
  CREATE POLICY victim_inquiries_kept ON app.victim_inquiries TO tracker_owner USING (true) WITH CHECK (true);
  SELECT audit.watch('app.victim_inquiries');

  SET LOCAL ROLE tracker_oversight;
  -- Work of \`app.tell_holders\`. A claim is that an identifier became, or no longer is, a victim's.
  CREATE TABLE oversight.pending_notices (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    via           text NOT NULL CHECK (via IN ('check', 'index', 'claim')),
    task_force_id uuid NOT NULL,
    agency_id     uuid,
    account_id    uuid,
    at            timestamptz(3) NOT NULL,
    -- Identifiers of victims that were met; of a claim what was in the index with its value then: what is shared later is not called.
    identifiers   uuid[] NOT NULL
  );
  GRANT SELECT, INSERT, UPDATE, DELETE ON oversight.pending_notices TO tracker_owner;
  RESET ROLE;`;

const strengthsOfNames = `'name_and_birth', 'name_and_birth_year', 'name', 'initial_and_birth'`;

/* A pointer that deconfliction gave stands in the same record as every other (28 CFR 23.20(f)): so its recipients hear of a
 * correction, too. */
const told = `
  ${dropChecks('app.subject_index_disseminations', 'query_id IS NULL', 'initial_and_birth')}
  ALTER TABLE app.subject_index_disseminations ADD pair_id uuid,
    ADD CONSTRAINT subject_index_disseminations_strength_check CHECK (strength IN (${strengthsOfNames}, 'strong', 'fair', 'weak')),
    ADD CHECK (num_nonnulls(query_id, pair_id, what) = 1),
    ADD CHECK ((what IS NULL) = (strength IS NOT NULL)),
    ADD CHECK ((what IS NULL) = (given_by IS NULL));`;

const rights = `
  GRANT SELECT, INSERT, UPDATE (hash, hash_before, key_id, confirmed_at, version) ON app.subject_index_identifiers TO tracker_app;
  GRANT SELECT, INSERT ON app.deconfliction_checks TO tracker_app;
  GRANT SELECT, UPDATE (answer, answered_by, answered_at, version) ON app.deconfliction_hits TO tracker_app;
  GRANT SELECT, INSERT, UPDATE ON app.outside_checks TO tracker_app;
  GRANT SELECT ON app.subject_index_identifiers, app.deconfliction_hits TO tracker_oversight;
  CALL app.guard_by_complaint('app.deconfliction_checks');
  CALL app.guard_by_complaint('app.deconfliction_hits');
  CALL app.guard_by_complaint('app.outside_checks');
  ALTER TABLE app.subject_index_identifiers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY subject_index_identifiers_of_the_entry ON app.subject_index_identifiers
    USING (task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id));

  -- The functions below write for both sides.
  CREATE POLICY subject_index_identifiers_kept ON app.subject_index_identifiers TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY deconfliction_checks_kept ON app.deconfliction_checks TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY deconfliction_hits_kept ON app.deconfliction_hits TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY subject_index_identifiers_overseen ON app.subject_index_identifiers FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY deconfliction_hits_overseen ON app.deconfliction_hits FOR SELECT TO tracker_oversight USING (true);

  SELECT audit.watch('app.subject_index_identifiers', 'hash', 'hash_before'),
         audit.watch('app.deconfliction_checks', 'hashes', 'purpose', 'need_to_know', 'right_to_know', 'imminent_danger'),
         audit.watch('app.deconfliction_hits'),
         audit.watch('app.outside_checks', 'void_reason');
  CREATE TRIGGER subject_index_identifiers_signed BEFORE INSERT ON app.subject_index_identifiers
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('shared_by');
  CREATE TRIGGER deconfliction_checks_signed BEFORE INSERT ON app.deconfliction_checks
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('asked_by');
  CREATE TRIGGER deconfliction_hits_signed BEFORE UPDATE ON app.deconfliction_hits
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('answered_by');
  CREATE TRIGGER outside_checks_signed BEFORE INSERT OR UPDATE ON app.outside_checks
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('recorded_by');
  -- An answer was told to somebody: it stays.
  CREATE TRIGGER deconfliction_hits_stay_answered BEFORE UPDATE OF answer ON app.deconfliction_hits
    FOR EACH ROW WHEN (old.answer IS NOT NULL) EXECUTE FUNCTION app.refuse_change();`;

/*
 * Only a suspect's identifier enters the index, whatever the application says. One that its own case voids leaves it. One that another
 * case claims as a victim's is suspended: no entry is found by it while the claim stands, its hash stays, and the entry is called for
 * review. A claim is a person's word, typed or read: what a tip says, or a machine key enters, waits for the first reading of its complaint.
 */
const leaving = `
  SET LOCAL ROLE tracker_oversight;
  -- The identifiers of victims of a task force that have one of these values.
  CREATE FUNCTION oversight.victim_identifiers(task_force uuid, kinds text[], "values" text[])
    RETURNS TABLE (kind text, normalised text, identifier_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT DISTINCT v.kind, v.normalised COLLATE "default", v.id
      FROM unnest(victim_identifiers.kinds, victim_identifiers."values") asked (kind, normalised)
      JOIN app.identifiers v ON v.task_force_id = victim_identifiers.task_force AND v.normalised = asked.normalised COLLATE "C"
                            AND v.kind = asked.kind AND v.role = 'victim' AND v.voided_at IS NULL;
  END;
  CREATE FUNCTION oversight.may_be_indexed(entry uuid, identifier uuid, kind text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM app.identifiers i
                     JOIN app.subject_index_entries e ON e.task_force_id = i.task_force_id AND e.complaint_id = i.complaint_id
                    WHERE i.id = may_be_indexed.identifier AND e.id = may_be_indexed.entry AND i.kind = may_be_indexed.kind
                      AND i.role = 'suspect' AND i.voided_at IS NULL AND coalesce(i.suspect_id, e.suspect_id) = e.suspect_id
                      AND e.state IN ('submitted', 'approved'));
  END;
  -- What is in the index with the value that an identifier has.
  CREATE FUNCTION oversight.indexed_as(identifier uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT s.id FROM app.identifiers claimed
      JOIN app.identifiers i ON i.task_force_id = claimed.task_force_id AND i.normalised = claimed.normalised AND i.kind = claimed.kind
      JOIN app.subject_index_identifiers s ON s.task_force_id = i.task_force_id AND s.identifier_id = i.id
     WHERE claimed.id = indexed_as.identifier AND s.ended_at IS NULL;
  END;
  -- Whether a victim's claim to the value of an indexed identifier stands that no reviewer has decided since.
  CREATE FUNCTION oversight.is_suspended(indexed uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM app.subject_index_identifiers s
                     JOIN app.identifiers i ON i.task_force_id = s.task_force_id AND i.id = s.identifier_id
                     JOIN app.identifiers v ON v.task_force_id = i.task_force_id AND v.normalised = i.normalised AND v.kind = i.kind
                    WHERE s.id = is_suspended.indexed AND v.role = 'victim' AND v.voided_at IS NULL
                      AND v.attested_at > coalesce(s.confirmed_at, '-infinity'));
  END;
  GRANT EXECUTE ON FUNCTION oversight.victim_identifiers(uuid, text[], text[]), oversight.may_be_indexed(uuid, uuid, text),
    oversight.indexed_as(uuid), oversight.is_suspended(uuid) TO tracker_owner;
  RESET ROLE;

  CREATE FUNCTION app.index_suspects_alone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF NOT coalesce(oversight.may_be_indexed(new.entry_id, new.identifier_id, new.kind), false) THEN
      RAISE EXCEPTION 'not an identifier of this suspect' USING ERRCODE = '42501';
    END IF;
    INSERT INTO oversight.pending_notices (via, task_force_id, agency_id, account_id, at, identifiers)
    SELECT 'index', new.task_force_id, e.agency_id, new.shared_by, new.shared_at,
           ARRAY(SELECT v.identifier_id FROM app.identifiers i
                  CROSS JOIN LATERAL oversight.victim_identifiers(new.task_force_id, ARRAY[i.kind], ARRAY[i.normalised]) v
                  WHERE i.id = new.identifier_id)
      FROM app.subject_index_entries e WHERE e.id = new.entry_id;
    RETURN new;
  END $$;
  CREATE TRIGGER subject_index_identifiers_of_suspects BEFORE INSERT ON app.subject_index_identifiers
    FOR EACH ROW EXECUTE FUNCTION app.index_suspects_alone();

  CREATE FUNCTION app.end_indexed(gone uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE app.subject_index_identifiers s
       SET hash = NULL, hash_before = NULL, identifier_id = NULL, ended_at = now(), version = s.version + 1
     WHERE s.id = ANY (gone) AND s.ended_at IS NULL;
  END $$;

  -- The case that shared an identifier voided it, or says that it is somebody else's.
  CREATE FUNCTION app.take_out_identifier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    gone uuid[] := ARRAY(SELECT s.id FROM app.subject_index_identifiers s
                          WHERE s.task_force_id = new.task_force_id AND s.identifier_id = new.id);
  BEGIN
    UPDATE app.subject_index_entries e SET review_called_for = coalesce(e.review_called_for, 'subject_changed'), version = e.version + 1
     WHERE e.state IN ('submitted', 'approved')
       AND e.id IN (SELECT s.entry_id FROM app.subject_index_identifiers s WHERE s.id = ANY (gone));
    PERFORM app.end_indexed(gone);
    RETURN NULL;
  END $$;
  CREATE TRIGGER identifiers_leave_the_index AFTER UPDATE OF voided_at, role, suspect_id ON app.identifiers
    FOR EACH ROW WHEN ((new.voided_at, new.role, new.suspect_id) IS DISTINCT FROM (old.voided_at, old.role, old.suspect_id))
    EXECUTE FUNCTION app.take_out_identifier();

  -- A person's session attests what it types. What a document or a machine key says is attested by who reads it.
  CREATE FUNCTION app.attest_identifier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE living auth.sessions;
  BEGIN
    new.attested_at := NULL;
    IF new.source_path IS NULL THEN
      living := auth.session();
      IF living.id IS NOT NULL AND living.scopes IS NULL THEN new.attested_at := now(); END IF;
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER identifiers_attested BEFORE INSERT ON app.identifiers FOR EACH ROW EXECUTE FUNCTION app.attest_identifier();
  CREATE FUNCTION app.attest_identifiers_read() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE app.identifiers i SET attested_at = now()
     WHERE i.task_force_id = new.task_force_id AND i.complaint_id = new.id AND i.role = 'victim' AND i.attested_at IS NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER complaints_attest_identifiers AFTER UPDATE OF state ON app.complaints FOR EACH ROW
    WHEN (old.state = 'received' AND new.state NOT IN ('received', 'on_hold', 'transfer_pending'))
    EXECUTE FUNCTION app.attest_identifiers_read();

  -- A claim stands from now on, or no longer does: \`app.tell_holders\` calls the entries' owners, or lifts the call.
  CREATE FUNCTION app.note_victim_claim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO oversight.pending_notices (via, task_force_id, at, identifiers)
    VALUES ('claim', new.task_force_id, now(), ARRAY(SELECT x.id FROM oversight.indexed_as(new.id) x (id)));
    RETURN NULL;
  END $$;
  CREATE TRIGGER identifiers_claimed AFTER INSERT ON app.identifiers
    FOR EACH ROW WHEN (new.role = 'victim' AND new.attested_at IS NOT NULL) EXECUTE FUNCTION app.note_victim_claim();
  CREATE TRIGGER identifiers_claimed_anew AFTER UPDATE OF voided_at, role, attested_at ON app.identifiers
    FOR EACH ROW WHEN ('victim' IN (old.role, new.role)
                       AND (new.voided_at, new.role, new.attested_at) IS DISTINCT FROM (old.voided_at, old.role, old.attested_at))
    EXECUTE FUNCTION app.note_victim_claim();

  -- Does what is pending, a part at a time, as nobody: how many rows of work that were. Holders learn who met a victim's identifier;
  -- owners of entries are called, or the call is lifted where no claim to the entry's identifiers stands any more.
  CREATE FUNCTION app.tell_holders(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    work record;
    done integer := 0;
  BEGIN
    FOR work IN
      DELETE FROM oversight.pending_notices p
       WHERE p.id IN (SELECT n.id FROM oversight.pending_notices n ORDER BY n.id LIMIT most FOR UPDATE SKIP LOCKED)
      RETURNING p.*
    LOOP
      done := done + 1;
      IF work.via = 'claim' THEN
        PERFORM audit.name_change('index-entry.review-called', NULL, NULL, NULL);
        UPDATE app.subject_index_entries e SET review_called_for = 'victim_identifier', version = e.version + 1
         WHERE e.state IN ('submitted', 'approved') AND coalesce(e.review_called_for, 'entry_corrected') = 'entry_corrected'
           AND e.id IN (SELECT s.entry_id FROM app.subject_index_identifiers s
                         WHERE s.id = ANY (work.identifiers) AND oversight.is_suspended(s.id));
        PERFORM audit.name_change('index-entry.review-lifted', NULL, NULL, NULL);
        UPDATE app.subject_index_entries e
           SET review_called_for = CASE WHEN e.corrected_by IS NOT NULL THEN 'entry_corrected' END, version = e.version + 1
         WHERE e.review_called_for = 'victim_identifier'
           AND e.id IN (SELECT s.entry_id FROM app.subject_index_identifiers s WHERE s.id = ANY (work.identifiers))
           AND NOT EXISTS (SELECT FROM app.subject_index_identifiers s
                            WHERE s.task_force_id = e.task_force_id AND s.entry_id = e.id AND oversight.is_suspended(s.id));
      ELSIF work.identifiers <> '{}' THEN
        PERFORM audit.name_change('victim-identifier.asked-about', NULL, NULL, NULL);
        INSERT INTO app.victim_inquiries (id, task_force_id, complaint_id, identifier_id, via, asking_agency_id, asked_by, asked_at)
        SELECT gen_random_uuid(), f.task_force_id, f.complaint_id, f.id, work.via, work.agency_id, work.account_id, work.at
          FROM oversight.found_identifiers(work.identifiers) f;
      END IF;
    END LOOP;
    RETURN done;
  END $$;
  GRANT EXECUTE ON FUNCTION app.tell_holders(integer) TO tracker_app;

  SET LOCAL ROLE tracker_oversight;
  -- Of these identifiers those that are still there, and where.
  CREATE FUNCTION oversight.found_identifiers(identifiers uuid[]) RETURNS TABLE (id uuid, task_force_id uuid, complaint_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT i.id, i.task_force_id, i.complaint_id FROM app.identifiers i WHERE i.id = ANY (found_identifiers.identifiers);
  END;
  GRANT EXECUTE ON FUNCTION oversight.found_identifiers(uuid[]) TO tracker_owner;
  RESET ROLE;

  -- A refused or purged entry is found by nothing. An entry whose case is purged goes on without it, and without what is suspended:
  -- nothing could lift that any more.
  CREATE FUNCTION app.part_indexed_identifiers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF new.state IN ('refused', 'purged') THEN
      PERFORM app.end_indexed(ARRAY(SELECT s.id FROM app.subject_index_identifiers s WHERE s.entry_id = new.id));
    ELSE
      PERFORM app.end_indexed(ARRAY(SELECT s.id FROM app.subject_index_identifiers s
                                     WHERE s.entry_id = new.id AND oversight.is_suspended(s.id)));
      UPDATE app.subject_index_identifiers s SET identifier_id = NULL, version = s.version + 1
       WHERE s.entry_id = new.id AND s.identifier_id IS NOT NULL;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER subject_index_entries_part_identifiers AFTER UPDATE ON app.subject_index_entries
    FOR EACH ROW WHEN ((new.complaint_id IS NULL AND old.complaint_id IS NOT NULL)
                       OR (new.state IN ('refused', 'purged') AND old.state IS DISTINCT FROM new.state))
    EXECUTE FUNCTION app.part_indexed_identifiers();`;

/* The weights are those of matches within a task force (src/identifiers/weights.ts), of an address without its instant. */
const matching = `
  SET LOCAL ROLE tracker_oversight;
  CREATE FUNCTION oversight.weight_of_kind(kind text) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
  BEGIN ATOMIC
    SELECT CASE weight_of_kind.kind WHEN 'account' THEN 0.95 WHEN 'device' THEN 0.95 WHEN 'email' THEN 0.9 WHEN 'phone' THEN 0.9
                     WHEN 'handle' THEN 0.85 WHEN 'vehicle' THEN 0.8 WHEN 'hash' THEN 0.7 WHEN 'url' THEN 0.5 WHEN 'ip' THEN 0.25
                     ELSE 0.4 END;
  END;

  -- Whose standing entries have one of these hashes, but for one task force: the 25 that say most. The entries of a case are one, and
  -- a value in many entries says little of each. What is of a sealed case points nowhere.
  CREATE FUNCTION oversight.matching_identifiers(hashes bytea[], but_for uuid, at timestamptz)
    RETURNS TABLE (entries uuid[], task_force_id uuid, agency_id uuid, complaint_id uuid, kinds text[], strength text)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    WITH standing AS (
      SELECT s.entry_id, s.kind, coalesce(s.hash_before, s.hash) AS value, e.task_force_id, e.agency_id, e.complaint_id
        FROM app.subject_index_identifiers s
        JOIN app.subject_index_entries e ON e.id = s.entry_id
        JOIN app.task_forces t ON t.id = e.task_force_id
        LEFT JOIN app.complaints c ON c.id = e.complaint_id
       WHERE (s.hash = ANY (matching_identifiers.hashes) OR s.hash_before = ANY (matching_identifiers.hashes))
         AND e.task_force_id <> matching_identifiers.but_for
         AND e.state = 'approved' AND e.review_called_for IS NULL
         AND e.review_due_on >= (matching_identifiers.at AT TIME ZONE t.zone)::date
         AND NOT coalesce(c.is_sealed OR c.is_expunged, false)
         AND NOT oversight.is_suspended(s.id)
    ), weighed AS (
      SELECT s.*, least(oversight.weight_of_kind(s.kind) / sqrt(count(*) OVER (PARTITION BY s.value)), 0.999) AS weight
        FROM standing s
    ), met AS (
      SELECT array_agg(DISTINCT w.entry_id) AS entries, w.task_force_id, w.agency_id, w.complaint_id,
             array_agg(DISTINCT w.kind) AS kinds, 1 - exp(sum(ln(1 - w.weight))) AS sure
        FROM (SELECT DISTINCT ON (coalesce(w.complaint_id, w.entry_id), w.value, w.entry_id) w.* FROM weighed w) w
       GROUP BY w.task_force_id, w.agency_id, w.complaint_id, coalesce(w.complaint_id, w.entry_id)
    )
    SELECT m.entries, m.task_force_id, m.agency_id, m.complaint_id, m.kinds,
           CASE WHEN m.sure >= 0.75 THEN 'strong' WHEN m.sure >= 0.4 THEN 'fair' ELSE 'weak' END
      FROM met m
     ORDER BY m.sure DESC, m.entries
     LIMIT 25;
  END;

  -- What a case is called, for whom both sides agreed to tell it.
  CREATE FUNCTION oversight.reference_of(complaint uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT c.reference FROM app.complaints c WHERE c.id = reference_of.complaint AND NOT c.is_sealed AND NOT c.is_expunged;
  END;
  CREATE FUNCTION oversight.open_hits(complaint uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT count(*) FROM app.matter_of(open_hits.complaint) m (id) JOIN app.deconfliction_hits h ON h.complaint_id = m.id
     WHERE h.task_force_id = (SELECT auth.case_task_force()) AND h.answer IS NULL;
  END;
  GRANT EXECUTE ON FUNCTION oversight.matching_identifiers(bytea[], uuid, timestamptz), oversight.reference_of(uuid),
    oversight.open_hits(uuid) TO tracker_owner;
  RESET ROLE;

  -- Two units have the same: each gets its side, or has it since an earlier question. Answers what the two sides are known by.
  CREATE FUNCTION app.pair_hits(mine app.deconfliction_hits, theirs app.deconfliction_hits, their_entries uuid[]) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE pair uuid := (
    SELECT h.pair_id FROM app.deconfliction_hits h
     WHERE h.task_force_id = mine.task_force_id AND h.complaint_id = mine.complaint_id
       AND (EXISTS (SELECT FROM app.deconfliction_hits o
                     WHERE o.pair_id = h.pair_id AND o.task_force_id = theirs.task_force_id AND o.complaint_id = theirs.complaint_id)
            OR EXISTS (SELECT FROM app.subject_index_disseminations d
                        WHERE d.task_force_id = theirs.task_force_id AND d.entry_id = ANY (their_entries) AND d.pair_id = h.pair_id))
     LIMIT 1);
  BEGIN
    IF pair IS NOT NULL THEN RETURN pair; END IF;
    pair := gen_random_uuid();
    INSERT INTO app.deconfliction_hits (id, task_force_id, agency_id, complaint_id, pair_id, check_id, entry_id, kinds, strength,
                                        their_task_force, their_agency, their_phone, their_email, found_at, version)
    SELECT gen_random_uuid(), s.task_force_id, s.agency_id, s.complaint_id, pair, s.check_id, s.entry_id, mine.kinds, mine.strength,
           c.task_force, c.name, c.phone, c.email, mine.found_at, 1
      FROM (VALUES (mine.task_force_id, mine.agency_id, mine.complaint_id, mine.check_id, mine.entry_id, theirs.agency_id),
                   (theirs.task_force_id, theirs.agency_id, theirs.complaint_id, NULL, theirs.entry_id, mine.agency_id))
             s (task_force_id, agency_id, complaint_id, check_id, entry_id, to_call)
     CROSS JOIN LATERAL oversight.agency_to_call(s.to_call) c
     -- Whose case is purged hears of it in the log of the entry.
     WHERE s.complaint_id IS NOT NULL;
    RETURN pair;
  END $$;`;

const answering = `
  -- Answers a check of the session's own, once, and writes down each pointer that it gives on both sides: there is no other way to
  -- one. Who asks without an agreement names a danger (28 CFR 23.20(e)). What is being corrected or purged just now is waited for.
  -- Each value comes with a hash, once for each key. The hash of a value that stands as a victim's is kept nowhere and matched with nothing.
  CREATE FUNCTION app.answer_check(question uuid, kinds text[], "values" text[], hashes bytea[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    asked app.deconfliction_checks;
    met record;
    mine app.deconfliction_hits;
    theirs app.deconfliction_hits;
    pair uuid;
    pairs uuid[] := '{}';
    victims uuid[];
  BEGIN
    SELECT * INTO asked FROM app.deconfliction_checks q WHERE q.id = question AND q.asked_by = auth.account() FOR UPDATE;
    IF asked.id IS NULL OR asked.hit_ids IS NOT NULL OR asked.task_force_id <> auth.case_task_force()
       OR (asked.imminent_danger IS NULL
           AND NOT EXISTS (SELECT FROM oversight.receiver(asked.agency_id, asked.asked_on) r WHERE r.has_agreement)) THEN
      RAISE EXCEPTION 'not a check to answer' USING ERRCODE = '42501';
    END IF;
    SELECT coalesce(array_agg(DISTINCT v.identifier_id) FILTER (WHERE v.identifier_id IS NOT NULL), '{}'),
           coalesce(array_agg(DISTINCT a.hash) FILTER (WHERE v.identifier_id IS NULL), '{}')
      INTO victims, asked.hashes
      FROM unnest(answer_check.kinds, answer_check."values", answer_check.hashes) a (kind, normalised, hash)
      LEFT JOIN oversight.victim_identifiers(asked.task_force_id, answer_check.kinds, answer_check."values") v
             ON v.kind = a.kind AND v.normalised = a.normalised;
    INSERT INTO oversight.pending_notices (via, task_force_id, agency_id, account_id, at, identifiers)
    VALUES ('check', asked.task_force_id, asked.agency_id, asked.asked_by, asked.asked_at, victims);
    PERFORM FROM app.subject_index_entries e
      WHERE e.id IN (SELECT unnest(m.entries) FROM oversight.matching_identifiers(asked.hashes, asked.task_force_id, asked.asked_at) m)
      ORDER BY e.id FOR KEY SHARE;
    FOR met IN SELECT * FROM oversight.matching_identifiers(asked.hashes, asked.task_force_id, asked.asked_at) LOOP
      mine := NULL;
      theirs := NULL;
      mine.task_force_id := asked.task_force_id;
      mine.agency_id := asked.agency_id;
      mine.complaint_id := asked.complaint_id;
      mine.check_id := asked.id;
      mine.kinds := met.kinds;
      mine.strength := met.strength;
      mine.found_at := asked.asked_at;
      theirs.task_force_id := met.task_force_id;
      theirs.agency_id := met.agency_id;
      theirs.complaint_id := met.complaint_id;
      theirs.entry_id := met.entries[1];
      pair := app.pair_hits(mine, theirs, met.entries);
      pairs := pairs || pair;
      INSERT INTO app.subject_index_disseminations (id, task_force_id, agency_id, entry_id, pair_id, to_task_force_id, to_agency_id,
                    to_agency_name, recipient, strength, need_to_know, right_to_know, imminent_danger, given_at)
      SELECT gen_random_uuid(), met.task_force_id, met.agency_id, e, pair, asked.task_force_id, asked.agency_id, home.name, who.name,
             met.strength, asked.need_to_know, asked.right_to_know, asked.imminent_danger, asked.asked_at
        FROM unnest(met.entries) e
        JOIN app.agencies home ON home.id = asked.agency_id
        JOIN app.accounts who ON who.id = asked.asked_by;
    END LOOP;
    UPDATE app.deconfliction_checks q
       SET hashes = asked.hashes,
           hit_ids = ARRAY(SELECT h.id FROM app.deconfliction_hits h
                            WHERE h.pair_id = ANY (pairs) AND h.task_force_id = asked.task_force_id)
     WHERE q.id = asked.id;
    RETURN cardinality(pairs);
  END $$;

  -- An entry comes to stand: whoever else has the same in the index hears whom to call, and so does its own agency, without either
  -- asking. Of two that come to stand at once one waits for the other. Who has no agreement that day is told nothing.
  CREATE FUNCTION app.match_subject(entry uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    own app.subject_index_entries;
    hashes bytea[];
    met record;
    mine app.deconfliction_hits;
    theirs app.deconfliction_hits;
    pair uuid;
    n integer := 0;
    day date;
  BEGIN
    SELECT e.* INTO own FROM app.subject_index_entries e
     WHERE e.id = entry AND e.task_force_id = auth.case_task_force() AND e.state = 'approved' AND e.review_called_for IS NULL
       AND e.complaint_id IS NOT NULL;
    day := (SELECT (match_subject.at AT TIME ZONE t.zone)::date FROM app.task_forces t WHERE t.id = own.task_force_id);
    IF own.id IS NULL OR NOT EXISTS (SELECT FROM oversight.receiver(own.agency_id, day) r WHERE r.has_agreement) THEN RETURN 0; END IF;
    hashes := ARRAY(SELECT u.hash FROM app.subject_index_identifiers s, unnest(ARRAY[s.hash, s.hash_before]) u (hash)
                     WHERE s.entry_id = own.id AND u.hash IS NOT NULL AND NOT oversight.is_suspended(s.id) ORDER BY u.hash);
    FOR n IN 1 .. cardinality(hashes) LOOP
      PERFORM pg_advisory_xact_lock(hashtextextended(encode(hashes[n], 'hex'), 0));
    END LOOP;
    n := 0;
    FOR met IN
      SELECT m.* FROM oversight.matching_identifiers(hashes, own.task_force_id, match_subject.at) m
       WHERE EXISTS (SELECT FROM oversight.receiver(m.agency_id, day) r WHERE r.has_agreement)
    LOOP
      mine := NULL;
      theirs := NULL;
      mine.task_force_id := own.task_force_id;
      mine.agency_id := own.agency_id;
      mine.complaint_id := own.complaint_id;
      mine.entry_id := own.id;
      mine.kinds := met.kinds;
      mine.strength := met.strength;
      mine.found_at := match_subject.at;
      theirs.task_force_id := met.task_force_id;
      theirs.agency_id := met.agency_id;
      theirs.complaint_id := met.complaint_id;
      theirs.entry_id := met.entries[1];
      pair := app.pair_hits(mine, theirs, met.entries);
      INSERT INTO app.subject_index_disseminations (id, task_force_id, agency_id, entry_id, pair_id, to_task_force_id, to_agency_id,
                    to_agency_name, recipient, strength, need_to_know, right_to_know, given_at)
      SELECT gen_random_uuid(), g.task_force_id, g.agency_id, g.entry_id, pair, g.to_task_force_id, g.to_agency_id, c.name,
             'Whoever works the case', met.strength, 'An entry of its own has the same identifier.', 'The agreement on the subject index.', match_subject.at
        FROM (SELECT met.task_force_id, met.agency_id, e AS entry_id, own.task_force_id AS to_task_force_id,
                     own.agency_id AS to_agency_id
                FROM unnest(met.entries) e
              UNION ALL
              SELECT own.task_force_id, own.agency_id, own.id, met.task_force_id, met.agency_id) g
       CROSS JOIN LATERAL oversight.agency_to_call(g.to_agency_id) c
       WHERE NOT EXISTS (SELECT FROM app.subject_index_disseminations d
                          WHERE d.task_force_id = g.task_force_id AND d.entry_id = g.entry_id AND d.pair_id = pair
                            AND d.to_agency_id = g.to_agency_id);
      n := n + 1;
    END LOOP;
    RETURN n;
  END $$;
  GRANT EXECUTE ON FUNCTION app.answer_check(uuid, text[], text[], bytea[]), app.match_subject(uuid, timestamptz) TO tracker_app;

  -- Both have answered: each hears what the other said, and where neither saw no conflict, what the other's case is called. The two
  -- sides of a pair answer one after the other: whoever answers holds the pair.
  CREATE FUNCTION app.settle_hit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE theirs app.deconfliction_hits; is_agreed boolean;
  BEGIN
    SELECT * INTO theirs FROM app.deconfliction_hits h WHERE h.pair_id = new.pair_id AND h.id <> new.id;
    IF theirs.answer IS NULL THEN RETURN new; END IF;
    is_agreed := new.answer <> 'no_conflict' AND theirs.answer <> 'no_conflict';
    new.their_answer := theirs.answer;
    new.their_reference := CASE WHEN is_agreed THEN oversight.reference_of(theirs.complaint_id) END;
    UPDATE app.deconfliction_hits h
       SET their_answer = new.answer, their_reference = CASE WHEN is_agreed THEN oversight.reference_of(new.complaint_id) END,
           version = h.version + 1
     WHERE h.id = theirs.id;
    RETURN new;
  END $$;
  CREATE TRIGGER deconfliction_hits_settled BEFORE UPDATE OF answer ON app.deconfliction_hits
    FOR EACH ROW WHEN (old.answer IS NULL AND new.answer IS NOT NULL) EXECUTE FUNCTION app.settle_hit();`;

const open = `
  CREATE OR REPLACE FUNCTION app.open_matters(complaint uuid) RETURNS TABLE (kind text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT 'hold', count(*) FROM app.complaint_holds h
     WHERE h.complaint_id = open_matters.complaint AND h.ended_at IS NULL HAVING count(*) > 0
    UNION ALL
    SELECT 'legal_process', o.n FROM oversight.processes_out(open_matters.complaint) o (n) WHERE o.n > 0
    UNION ALL
    SELECT 'deconfliction', o.n FROM oversight.open_hits(open_matters.complaint) o (n) WHERE o.n > 0;
  END;`;

/* Entries without a name, and pointers that deconfliction gave, have no place in what was there before: they have to be gone. */
const back = `
  CREATE OR REPLACE FUNCTION app.open_matters(complaint uuid) RETURNS TABLE (kind text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT 'hold', count(*) FROM app.complaint_holds h
     WHERE h.complaint_id = open_matters.complaint AND h.ended_at IS NULL HAVING count(*) > 0
    UNION ALL
    SELECT 'legal_process', o.n FROM oversight.processes_out(open_matters.complaint) o (n) WHERE o.n > 0;
  END;
  DROP TRIGGER subject_index_entries_part_identifiers ON app.subject_index_entries;
  DROP TRIGGER complaints_attest_identifiers ON app.complaints;
  DROP TRIGGER identifiers_attested ON app.identifiers;
  DROP TRIGGER identifiers_claimed ON app.identifiers;
  DROP TRIGGER identifiers_claimed_anew ON app.identifiers;
  DROP TRIGGER identifiers_leave_the_index ON app.identifiers;
  DROP FUNCTION app.match_subject(uuid, timestamptz), app.answer_check(uuid, text[], text[], bytea[]),
    app.pair_hits(app.deconfliction_hits, app.deconfliction_hits, uuid[]), app.part_indexed_identifiers(), app.take_out_identifier(),
    app.end_indexed(uuid[]), app.tell_holders(integer), app.note_victim_claim(), app.attest_identifiers_read(), app.attest_identifier();
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.open_hits(uuid), oversight.matching_identifiers(bytea[], uuid, timestamptz),
    oversight.weight_of_kind(text), oversight.may_be_indexed(uuid, uuid, text), oversight.indexed_as(uuid),
    oversight.is_suspended(uuid), oversight.victim_identifiers(uuid, text[], text[]), oversight.found_identifiers(uuid[]);
  DROP TABLE oversight.pending_notices;
  RESET ROLE;
  DROP TABLE app.victim_inquiries, app.outside_checks, app.deconfliction_hits, app.deconfliction_checks, app.subject_index_identifiers;
  DROP FUNCTION app.settle_hit(), app.index_suspects_alone();
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.reference_of(uuid);
  RESET ROLE;
  ${dropChecks('app.subject_index_disseminations', 'pair_id', 'what IS NULL', 'initial_and_birth')}
  ALTER TABLE app.subject_index_disseminations DROP pair_id,
    ADD CONSTRAINT subject_index_disseminations_strength_check CHECK (strength IN (${strengthsOfNames})),
    ADD CHECK ((query_id IS NULL) = (strength IS NULL)),
    ADD CHECK ((query_id IS NULL) = (what IS NOT NULL)),
    ADD CHECK ((query_id IS NULL) = (given_by IS NOT NULL));
  ${dropChecks('app.subject_index_entries', 'num_nulls(given_name', 'num_nulls(criminal_activity')}
  ALTER TABLE app.subject_index_entries
    ADD CHECK (CASE WHEN state IN ('submitted', 'approved')
                    THEN num_nulls(given_name, family_name, given_key, family_key, criminal_activity, suspicion_basis, obtained_how) = 0
                    ELSE num_nonnulls(given_name, family_name, given_key, family_key, born_on, descriptors, criminal_activity,
                                      suspicion_basis, obtained_how, complaint_id, suspect_id, review_called_for) = 0 END);
  DELETE FROM auth.key_checks WHERE purpose = 'deconfliction-key';
  ALTER TABLE auth.key_checks DROP CONSTRAINT key_checks_purpose_check,
    ADD CONSTRAINT key_checks_purpose_check CHECK (purpose IN ('password-pepper', 'factor-key', 'vault-master-key'));`;
