import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The subject index that task forces share, kept apart from the cases under 28 CFR Part 23: what stands in it and on what basis,
 * who approved it, when it is reviewed, who asked, who was told, and who has yet to hear that something was wrong.
 */
export class ShareSubjects1764200009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(entries);
    await db.query(answers);
    await db.query(notices);
    await db.query(rights);
    await db.query(keeping);
    await db.query(calls);
    await db.query(asking);
    await db.query(forgetting);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const activities = `'csam_possession', 'csam_distribution', 'csam_manufacture', 'enticement', 'traveler',
      'obscenity_directed_to_minors', 'child_sex_trafficking', 'sextortion', 'child_sex_tourism', 'contact_abuse',
      'misleading_domain', 'misleading_words', 'generative_ai_or_obscene_visual', 'other_technology_facilitated'`;

/* An entry that was refused or purged is a mark without content: that there was one, whose, and who decided. */
const entries = `
  CREATE TABLE app.subject_index_entries (
    id                    uuid PRIMARY KEY,
    task_force_id         uuid NOT NULL,
    agency_id             uuid NOT NULL,
    -- Where it comes from; nothing once the case was purged.
    complaint_id          uuid,
    suspect_id            uuid,
    given_name            text,
    family_name           text,
    given_key             text,
    family_key            text,
    born_on               date,
    descriptors           text,
    criminal_activity     text CHECK (criminal_activity IN (${activities})),
    suspicion_basis       text,
    was_lawfully_obtained boolean NOT NULL CHECK (was_lawfully_obtained),
    obtained_how          text,
    sensitivity           text NOT NULL CHECK (sensitivity IN ('unclassified', 'restricted', 'sensitive')),
    state                 text NOT NULL CHECK (state IN ('submitted', 'approved', 'refused', 'purged')),
    submitted_by          uuid NOT NULL REFERENCES app.accounts,
    submitted_at          timestamptz(3) NOT NULL,
    approved_by           uuid REFERENCES app.accounts,
    approved_at           timestamptz(3),
    -- The day it was last found to belong here, and the last day that holds for.
    validated_on          date,
    review_due_on         date,
    -- Who put right whom it is about, until somebody else has looked at that.
    corrected_by          uuid REFERENCES app.accounts,
    -- What happened to its case or to itself since: until somebody has looked at that, nobody is pointed to it.
    review_called_for     text CHECK (review_called_for IN ('subject_changed', 'subject_voided', 'subject_juvenile', 'case_sealed',
                            'case_purged', 'entry_corrected', 'victim_identifier')),
    version               integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
    CHECK (approved_by <> submitted_by),
    CHECK (review_called_for <> 'entry_corrected' OR corrected_by IS NOT NULL),
    CHECK (corrected_by IS NULL OR (state = 'approved' AND review_called_for IS NOT NULL)),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    CHECK (state <> 'submitted' OR suspect_id IS NOT NULL),
    CHECK ((suspect_id IS NULL) = (complaint_id IS NULL)),
    CHECK ((state = 'approved') = (review_due_on IS NOT NULL)),
    CHECK (state <> 'approved' OR (approved_by IS NOT NULL AND validated_on IS NOT NULL)),
    CHECK (review_due_on > validated_on AND review_due_on <= (validated_on + interval '5 years')::date),
    CHECK (CASE WHEN state IN ('submitted', 'approved')
                THEN num_nulls(given_name, family_name, given_key, family_key, criminal_activity, suspicion_basis, obtained_how) = 0
                ELSE num_nonnulls(given_name, family_name, given_key, family_key, born_on, descriptors, criminal_activity,
                                  suspicion_basis, obtained_how, complaint_id, suspect_id, review_called_for) = 0 END)
  );
  CREATE UNIQUE INDEX subject_index_entries_suspect_id_idx ON app.subject_index_entries (suspect_id)
    WHERE state IN ('submitted', 'approved');
  CREATE INDEX subject_index_entries_task_force_id_submitted_at_id_idx
    ON app.subject_index_entries (task_force_id, submitted_at, id);
  CREATE INDEX subject_index_entries_task_force_id_review_due_on_id_idx
    ON app.subject_index_entries (task_force_id, review_due_on, id) WHERE review_due_on IS NOT NULL;
  CREATE INDEX subject_index_entries_task_force_id_complaint_id_idx
    ON app.subject_index_entries (task_force_id, complaint_id) WHERE complaint_id IS NOT NULL;
  CREATE INDEX subject_index_entries_family_key_idx ON app.subject_index_entries (family_key) WHERE state = 'approved';

  -- Who decided what on an entry, and why; nobody when time did.
  CREATE TABLE app.subject_index_reviews (
    id                    uuid PRIMARY KEY,
    task_force_id         uuid NOT NULL,
    entry_id              uuid NOT NULL,
    outcome               text NOT NULL CHECK (outcome IN ('approved', 'refused', 'revalidated', 'corrected', 'purged')),
    reason                text NOT NULL,
    protected_views       text CHECK (protected_views IN ('none', 'directly_related')),
    protected_views_basis text,
    changed               text[] NOT NULL,
    review_due_on         date,
    reviewed_by           uuid REFERENCES app.accounts,
    reviewed_at           timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries (task_force_id, id),
    CHECK (reviewed_by IS NOT NULL OR outcome = 'purged'),
    CHECK ((outcome IN ('approved', 'revalidated', 'corrected')) = (protected_views IS NOT NULL)),
    CHECK (protected_views_basis IS NULL OR protected_views = 'directly_related')
  );
  CREATE INDEX subject_index_reviews_task_force_id_entry_id_idx ON app.subject_index_reviews (task_force_id, entry_id);`;

const answers = `
  -- Who asked about whom, for what, and by what right. What was asked about is forgotten after five years.
  CREATE TABLE app.subject_index_queries (
    id              uuid PRIMARY KEY,
    task_force_id   uuid NOT NULL,
    agency_id       uuid NOT NULL,
    given_name      text,
    family_name     text,
    given_key       text,
    family_key      text,
    born_on         date,
    born_year       integer,
    purpose         text NOT NULL,
    need_to_know    text NOT NULL,
    right_to_know   text NOT NULL,
    case_reference  text NOT NULL,
    -- Why an agency without an agreement is told all the same (28 CFR 23.20(e)(2)).
    imminent_danger text,
    asked_by        uuid NOT NULL REFERENCES app.accounts,
    asked_at        timestamptz(3) NOT NULL,
    asked_on        date NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (born_on IS NULL OR born_year = extract(year FROM born_on))
  );
  CREATE INDEX subject_index_queries_task_force_id_asked_at_id_idx ON app.subject_index_queries (task_force_id, asked_at, id);
  CREATE INDEX subject_index_queries_asked_on_idx ON app.subject_index_queries (asked_on) WHERE family_key IS NOT NULL;

  -- The written record of who was given what of an entry, why and when: a pointer in answer to a query, or more, by hand.
  CREATE TABLE app.subject_index_disseminations (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    agency_id        uuid NOT NULL,
    entry_id         uuid NOT NULL,
    query_id         uuid,
    to_task_force_id uuid NOT NULL,
    to_agency_id     uuid NOT NULL,
    -- As it was called then: the giver cannot look up an agency of another task force.
    to_agency_name   text NOT NULL,
    recipient        text NOT NULL,
    strength         text CHECK (strength IN ('name_and_birth', 'name_and_birth_year', 'name', 'initial_and_birth')),
    what             text,
    need_to_know     text NOT NULL,
    right_to_know    text NOT NULL,
    imminent_danger  text,
    given_by         uuid REFERENCES app.accounts,
    given_at         timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    UNIQUE (query_id, entry_id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries (task_force_id, id),
    FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (to_task_force_id, query_id) REFERENCES app.subject_index_queries (task_force_id, id),
    CHECK ((query_id IS NULL) = (strength IS NULL)),
    CHECK ((query_id IS NULL) = (what IS NOT NULL)),
    CHECK ((query_id IS NULL) = (given_by IS NOT NULL))
  );
  CREATE INDEX subject_index_disseminations_task_force_id_given_at_id_idx
    ON app.subject_index_disseminations (task_force_id, given_at, id);
  CREATE INDEX subject_index_disseminations_task_force_id_entry_id_idx
    ON app.subject_index_disseminations (task_force_id, entry_id);`;

const notices = `
  -- Tells an agency that what it was given was corrected or purged: which fields, never what they say.
  CREATE TABLE app.subject_index_notices (
    id                 uuid PRIMARY KEY,
    task_force_id      uuid NOT NULL,
    agency_id          uuid NOT NULL,
    from_task_force_id uuid NOT NULL,
    from_agency_id     uuid NOT NULL,
    -- Whom to call, as it was then.
    from_agency_name   text NOT NULL,
    contact_phone      text,
    contact_email      text,
    entry_id           uuid NOT NULL,
    review_id          uuid NOT NULL,
    kind               text NOT NULL CHECK (kind IN ('corrected', 'purged')),
    changed            text[] NOT NULL,
    made_at            timestamptz(3) NOT NULL,
    acknowledged_by    uuid REFERENCES app.accounts,
    acknowledged_at    timestamptz(3),
    version            integer NOT NULL,
    UNIQUE (task_force_id, id),
    UNIQUE (review_id, agency_id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (from_task_force_id, from_agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (from_task_force_id, entry_id) REFERENCES app.subject_index_entries (task_force_id, id),
    FOREIGN KEY (from_task_force_id, review_id) REFERENCES app.subject_index_reviews (task_force_id, id),
    CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL))
  );
  CREATE INDEX subject_index_notices_task_force_id_made_at_id_idx ON app.subject_index_notices (task_force_id, made_at, id);
  CREATE INDEX subject_index_notices_from_task_force_id_entry_id_idx
    ON app.subject_index_notices (from_task_force_id, entry_id);`;

/* An entry is its agency's and its task force's, and of a sealed case the task force's supervisors' alone. A query is whoever's
 * asked, and their supervisors'. A notice is there for whom it is addressed to and whom it comes from. */
const rights = `
  GRANT SELECT, INSERT, UPDATE ON app.subject_index_entries TO tracker_app;
  GRANT SELECT, INSERT ON app.subject_index_reviews, app.subject_index_queries, app.subject_index_disseminations TO tracker_app;
  GRANT SELECT, UPDATE (acknowledged_by, acknowledged_at, version) ON app.subject_index_notices TO tracker_app;
  GRANT SELECT ON app.subject_index_entries, app.subject_index_queries, app.subject_index_disseminations TO tracker_oversight;

  ALTER TABLE app.subject_index_entries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.subject_index_reviews ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.subject_index_queries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.subject_index_disseminations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.subject_index_notices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

  CREATE POLICY subject_index_entries_of_the_seat ON app.subject_index_entries
    USING (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id
           AND ((SELECT auth.sees_sealed()) OR review_called_for IS DISTINCT FROM 'case_sealed'))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id
           AND ((SELECT auth.sees_sealed()) OR review_called_for IS DISTINCT FROM 'case_sealed'));
  CREATE POLICY subject_index_reviews_of_the_entry ON app.subject_index_reviews
    USING (task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND reviewed_by = (SELECT auth.account())
           AND EXISTS (SELECT FROM app.subject_index_entries e WHERE e.id = entry_id));
  CREATE POLICY subject_index_queries_of_the_asker ON app.subject_index_queries
    USING (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id
           AND ((SELECT auth.role()) = 'supervisor' OR asked_by = (SELECT auth.account())))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id
           AND asked_by = (SELECT auth.account()));
  -- What was given by hand says who gave it; what a query was answered is written by the function that answers.
  CREATE POLICY subject_index_disseminations_of_the_giver ON app.subject_index_disseminations
    USING (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id)
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id
           AND query_id IS NULL AND given_by = (SELECT auth.account()));
  CREATE POLICY subject_index_notices_of_the_recipient ON app.subject_index_notices
    USING (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id)
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), agency_id) = agency_id);
  CREATE POLICY subject_index_notices_of_the_sender ON app.subject_index_notices FOR SELECT
    USING (from_task_force_id = (SELECT auth.case_task_force())
           AND coalesce((SELECT auth.agency()), from_agency_id) = from_agency_id);

  -- The functions below write for whoever they serve, across task forces.
  CREATE POLICY subject_index_entries_kept ON app.subject_index_entries TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY subject_index_reviews_kept ON app.subject_index_reviews TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY subject_index_queries_kept ON app.subject_index_queries TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY subject_index_disseminations_kept ON app.subject_index_disseminations TO tracker_owner
    USING (true) WITH CHECK (true);
  CREATE POLICY subject_index_notices_kept ON app.subject_index_notices TO tracker_owner USING (true) WITH CHECK (true);
  CREATE POLICY subject_index_entries_overseen ON app.subject_index_entries FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY subject_index_queries_overseen ON app.subject_index_queries FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY subject_index_disseminations_overseen ON app.subject_index_disseminations FOR SELECT TO tracker_oversight
    USING (true);

  SELECT audit.watch('app.subject_index_entries', 'given_name', 'family_name', 'given_key', 'family_key', 'born_on',
                     'descriptors', 'suspicion_basis', 'obtained_how'),
         audit.watch('app.subject_index_reviews', 'protected_views_basis'),
         audit.watch('app.subject_index_queries', 'given_name', 'family_name', 'given_key', 'family_key', 'born_on',
                     'born_year', 'case_reference'),
         audit.watch('app.subject_index_disseminations', 'recipient', 'what'),
         audit.watch('app.subject_index_notices');`;

const keeping = `
  -- What is refused or purged is gone, whoever does it: the mark that stays tells of nobody.
  CREATE FUNCTION app.erase_subject() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    new.complaint_id := NULL;
    new.suspect_id := NULL;
    new.given_name := NULL;
    new.family_name := NULL;
    new.given_key := NULL;
    new.family_key := NULL;
    new.born_on := NULL;
    new.descriptors := NULL;
    new.criminal_activity := NULL;
    new.suspicion_basis := NULL;
    new.obtained_how := NULL;
    new.review_due_on := NULL;
    new.review_called_for := NULL;
    new.corrected_by := NULL;
    UPDATE app.subject_index_reviews r SET protected_views_basis = NULL
     WHERE r.entry_id = new.id AND r.protected_views_basis IS NOT NULL;
    RETURN new;
  END $$;
  CREATE TRIGGER subject_index_entries_erased BEFORE UPDATE OF state ON app.subject_index_entries
    FOR EACH ROW WHEN (new.state IN ('refused', 'purged')) EXECUTE FUNCTION app.erase_subject();

  -- Who submits, approves or corrects is who says so.
  CREATE TRIGGER subject_index_entries_signed BEFORE INSERT OR UPDATE ON app.subject_index_entries
    FOR EACH ROW EXECUTE FUNCTION app.refuse_foreign_name('submitted_by', 'approved_by', 'corrected_by');

  -- The record of disseminations is added to, and never changed: not by its owner either.
  CREATE TRIGGER subject_index_disseminations_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON app.subject_index_disseminations
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

  SET LOCAL ROLE tracker_oversight;
  -- Whom to call about what an agency has in the index.
  CREATE FUNCTION oversight.agency_to_call(agency uuid)
    RETURNS TABLE (task_force text, name text, phone text, email text) LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT t.code, a.name, coalesce(a.contact_phone, t.contact_phone), coalesce(a.contact_email, t.contact_email)
      FROM app.agencies a JOIN app.task_forces t ON t.id = a.task_force_id
     WHERE a.id = agency_to_call.agency;
  END;
  GRANT EXECUTE ON FUNCTION oversight.agency_to_call(uuid) TO tracker_owner;
  RESET ROLE;

  -- Whoever was given something of an entry hears that it was corrected or purged.
  CREATE FUNCTION app.tell_recipients() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO app.subject_index_notices (id, task_force_id, agency_id, from_task_force_id, from_agency_id, from_agency_name,
                                           contact_phone, contact_email, entry_id, review_id, kind, changed, made_at, version)
    SELECT gen_random_uuid(), d.to_task_force_id, d.to_agency_id, e.task_force_id, e.agency_id, c.name, c.phone, c.email,
           e.id, new.id, new.outcome, new.changed, new.reviewed_at, 1
      FROM (SELECT DISTINCT g.to_task_force_id, g.to_agency_id FROM app.subject_index_disseminations g
             WHERE g.task_force_id = new.task_force_id AND g.entry_id = new.entry_id) d
      JOIN app.subject_index_entries e ON e.id = new.entry_id
     CROSS JOIN LATERAL oversight.agency_to_call(e.agency_id) c
     WHERE d.to_agency_id <> e.agency_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER subject_index_reviews_tell AFTER INSERT ON app.subject_index_reviews
    FOR EACH ROW WHEN (new.outcome = 'purged' OR (new.outcome = 'corrected' AND new.changed <> '{}'))
    EXECUTE FUNCTION app.tell_recipients();`;

/* What becomes of a case is not carried into the index: it calls somebody to look, and until then the entry points to nothing, or is
 * not approved without a look at it. */
const calls = `
  CREATE FUNCTION app.call_review_of_subject() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    call text := CASE WHEN new.juvenile THEN 'subject_juvenile' WHEN new.voided_at IS NOT NULL THEN 'subject_voided'
                      ELSE 'subject_changed' END;
  BEGIN
    UPDATE app.subject_index_entries e SET review_called_for = call, version = e.version + 1
     WHERE e.suspect_id = new.id AND e.state IN ('submitted', 'approved')
       AND (e.review_called_for IS NULL OR call <> 'subject_changed') AND e.review_called_for IS DISTINCT FROM 'case_sealed';
    RETURN NULL;
  END $$;
  CREATE TRIGGER suspects_call_review AFTER UPDATE OF given_name, family_name, born_on, juvenile, voided_at ON app.suspects
    FOR EACH ROW
    WHEN ((old.given_name, old.family_name, old.born_on, old.juvenile, old.voided_at)
          IS DISTINCT FROM (new.given_name, new.family_name, new.born_on, new.juvenile, new.voided_at))
    EXECUTE FUNCTION app.call_review_of_subject();

  CREATE FUNCTION app.call_review_of_sealed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE app.subject_index_entries e SET review_called_for = 'case_sealed', version = e.version + 1
     WHERE e.task_force_id = new.task_force_id AND e.complaint_id = new.id AND e.state IN ('submitted', 'approved');
    RETURN NULL;
  END $$;
  CREATE TRIGGER complaints_call_review AFTER UPDATE OF is_sealed ON app.complaints
    FOR EACH ROW WHEN (new.is_sealed AND NOT old.is_sealed) EXECUTE FUNCTION app.call_review_of_sealed();`;

const asking = `
  SET LOCAL ROLE tracker_oversight;
  -- Entries that somebody may be pointed to, the strongest matches first, 25 at most. Years of birth that are known on both
  -- sides agree; where only the initial of the given name does, the day of birth has to.
  CREATE FUNCTION oversight.matching_subjects(given text, family text, born date, year integer, at timestamptz)
    RETURNS TABLE (entry_id uuid, task_force_id uuid, agency_id uuid, strength text)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT m.id, m.task_force_id, m.agency_id, m.strength
      FROM (SELECT e.id, e.task_force_id, e.agency_id,
                   CASE WHEN e.given_key = matching_subjects.given
                             AND (e.born_on IS NULL OR matching_subjects.year IS NULL
                                  OR extract(year FROM e.born_on) = matching_subjects.year)
                        THEN CASE WHEN e.born_on = matching_subjects.born THEN 'name_and_birth'
                                  WHEN extract(year FROM e.born_on) = matching_subjects.year THEN 'name_and_birth_year'
                                  ELSE 'name' END
                        WHEN "left"(e.given_key, 1) = "left"(matching_subjects.given, 1)
                             AND e.born_on = matching_subjects.born THEN 'initial_and_birth' END AS strength
              FROM app.subject_index_entries e
              JOIN app.task_forces t ON t.id = e.task_force_id
             WHERE e.family_key = matching_subjects.family AND e.state = 'approved' AND e.review_called_for IS NULL
               AND e.review_due_on >= (matching_subjects.at AT TIME ZONE t.zone)::date) m
     WHERE m.strength IS NOT NULL
     ORDER BY array_position(ARRAY['name_and_birth', 'name_and_birth_year', 'initial_and_birth', 'name'], m.strength), m.id
     LIMIT 25;
  END;
  GRANT EXECUTE ON FUNCTION oversight.matching_subjects(text, text, date, integer, timestamptz) TO tracker_owner;

  -- What a query was answered, for whoever may see the query: whom to call, nothing of the subject, and what it is suspected of only
  -- while somebody would be pointed to it.
  CREATE FUNCTION oversight.pointers_of(query uuid, at timestamptz)
    RETURNS TABLE (entry_id uuid, strength text, criminal_activity text, stands boolean, task_force text, agency text,
                   phone text, email text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE reading auth.sessions := auth.session();
  BEGIN
    RETURN QUERY
    SELECT d.entry_id, d.strength, CASE WHEN e.sensitivity <> 'sensitive' AND s.stands THEN e.criminal_activity END, s.stands,
           c.task_force, c.name, c.phone, c.email
      FROM app.subject_index_queries q
      JOIN app.subject_index_disseminations d ON d.query_id = q.id
      JOIN app.subject_index_entries e ON e.id = d.entry_id
      JOIN app.task_forces t ON t.id = e.task_force_id
     CROSS JOIN LATERAL (SELECT e.state = 'approved' AND e.review_called_for IS NULL
                                AND e.review_due_on >= (pointers_of.at AT TIME ZONE t.zone)::date AS stands) s
     CROSS JOIN LATERAL oversight.agency_to_call(d.agency_id) c
     WHERE q.id = query AND q.task_force_id = auth.case_task_force()
       AND coalesce(reading.agency_id, q.agency_id) = q.agency_id
       AND (reading.role = 'supervisor' OR q.asked_by = reading.account_id)
     ORDER BY array_position(ARRAY['name_and_birth', 'name_and_birth_year', 'initial_and_birth', 'name'], d.strength), d.entry_id;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.pointers_of(uuid, timestamptz) TO tracker_app;
  GRANT EXECUTE ON FUNCTION oversight.receiver(uuid, date) TO tracker_owner;
  RESET ROLE;

  -- Answers a query of the session's own, once, and writes down each pointer that it gives: there is no other way to one. Who asks
  -- without an agreement names a danger (28 CFR 23.20(e)). What is being corrected or purged just now is waited for.
  CREATE FUNCTION app.ask_subject_index(query uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE asked app.subject_index_queries; n integer;
  BEGIN
    SELECT * INTO asked FROM app.subject_index_queries q WHERE q.id = query AND q.asked_by = auth.account();
    IF asked.id IS NULL OR EXISTS (SELECT FROM app.subject_index_disseminations d WHERE d.query_id = query)
       OR (asked.imminent_danger IS NULL
           AND NOT EXISTS (SELECT FROM oversight.receiver(asked.agency_id, asked.asked_on) r WHERE r.has_agreement)) THEN
      RAISE EXCEPTION 'not a query to answer' USING ERRCODE = '42501';
    END IF;
    PERFORM FROM app.subject_index_entries e
      WHERE e.id IN (SELECT m.entry_id FROM oversight.matching_subjects(asked.given_key, asked.family_key, asked.born_on,
                                                                        asked.born_year, asked.asked_at) m)
      ORDER BY e.id FOR KEY SHARE;
    INSERT INTO app.subject_index_disseminations (id, task_force_id, agency_id, entry_id, query_id, to_task_force_id, to_agency_id,
                  to_agency_name, recipient, strength, need_to_know, right_to_know, imminent_danger, given_at)
    SELECT gen_random_uuid(), m.task_force_id, m.agency_id, m.entry_id, asked.id, asked.task_force_id, asked.agency_id,
           home.name, who.name, m.strength, asked.need_to_know, asked.right_to_know, asked.imminent_danger, asked.asked_at
      FROM oversight.matching_subjects(asked.given_key, asked.family_key, asked.born_on, asked.born_year, asked.asked_at) m
      JOIN app.agencies home ON home.id = asked.agency_id
      JOIN app.accounts who ON who.id = asked.asked_by;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
  END $$;
  GRANT EXECUTE ON FUNCTION app.ask_subject_index(uuid) TO tracker_app;`;

/* Called by what forgets cases, as the owner, and by nobody who serves. */
const forgetting = `
  CREATE FUNCTION app.purge_subject(entry uuid, why text, by uuid, at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE gone app.subject_index_entries;
  BEGIN
    -- Whoever is pointed to it this moment holds its key, and is waited for, so as to be told.
    PERFORM FROM app.subject_index_entries e WHERE e.id = entry FOR UPDATE;
    UPDATE app.subject_index_entries e SET state = 'purged', version = e.version + 1 WHERE e.id = entry RETURNING * INTO gone;
    INSERT INTO app.subject_index_reviews (id, task_force_id, entry_id, outcome, reason, changed, reviewed_by, reviewed_at)
    VALUES (gen_random_uuid(), gone.task_force_id, gone.id, 'purged', why, '{}', by, at);
  END $$;

  -- A case is about to be purged: what it gave to the index stays there, parted from it, and somebody is called to look; of a sealed
  -- case, as that. What was never approved goes with it, and so does whom nobody may be pointed to.
  CREATE FUNCTION app.part_subjects_from_case(complaint uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE parted integer;
  BEGIN
    PERFORM app.purge_subject(e.id, 'The case was purged before anybody approved this.', NULL, at)
       FROM app.subject_index_entries e WHERE e.complaint_id = complaint AND e.state = 'submitted';
    PERFORM app.purge_subject(e.id, 'The case was purged, and its subject is not to be shared.', NULL, at)
       FROM app.subject_index_entries e
      WHERE e.complaint_id = complaint AND e.review_called_for IN ('subject_juvenile', 'subject_voided');
    UPDATE app.subject_index_entries e
       SET complaint_id = NULL, suspect_id = NULL, version = e.version + 1,
           review_called_for = CASE e.review_called_for WHEN 'case_sealed' THEN 'case_sealed' ELSE 'case_purged' END
     WHERE e.complaint_id = complaint;
    GET DIAGNOSTICS parted = ROW_COUNT;
    RETURN parted;
  END $$;

  -- What a court orders to be expunged leaves the index with the case, and whoever was given something of it is told.
  CREATE FUNCTION app.purge_expunged_subjects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM app.purge_subject(e.id, 'Expunged by order of a court.', new.executed_by, new.executed_at)
       FROM app.subject_index_entries e
      WHERE e.task_force_id = new.task_force_id AND e.complaint_id IN (SELECT app.matter_of(new.complaint_id));
    RETURN NULL;
  END $$;
  CREATE TRIGGER seal_orders_purge_subjects AFTER UPDATE OF executed_at ON app.seal_orders
    FOR EACH ROW WHEN (new.kind = 'expunge' AND old.executed_at IS NULL AND new.executed_at IS NOT NULL)
    EXECUTE FUNCTION app.purge_expunged_subjects();

  -- Whatever nobody revalidated by its review day, or approved within 90 days, is purged; and what queries asked about is
  -- forgotten after five years. The day is each task force's own. It names its changes itself: in a transaction of its own.
  CREATE FUNCTION app.purge_expired_subjects(at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE expired record; purged integer := 0;
  BEGIN
    FOR expired IN
      SELECT e.id, CASE e.state WHEN 'approved' THEN 'Nobody revalidated it by its review day.'
                                ELSE 'Nobody decided on it within 90 days.' END AS why
        FROM app.subject_index_entries e JOIN app.task_forces t ON t.id = e.task_force_id
       WHERE (e.state = 'approved' AND e.review_due_on < (purge_expired_subjects.at AT TIME ZONE t.zone)::date)
          OR (e.state = 'submitted' AND e.submitted_at < purge_expired_subjects.at - interval '90 days')
       ORDER BY e.id FOR UPDATE OF e
    LOOP
      PERFORM audit.name_change('index-entry.expired', expired.id, expired.why, NULL),
              app.purge_subject(expired.id, expired.why, NULL, purge_expired_subjects.at);
      purged := purged + 1;
    END LOOP;
    PERFORM audit.name_change('index-query.forgotten', NULL, NULL, NULL);
    UPDATE app.subject_index_queries q
       SET given_name = NULL, family_name = NULL, given_key = NULL, family_key = NULL, born_on = NULL, born_year = NULL
     WHERE q.family_key IS NOT NULL AND q.asked_on < (purge_expired_subjects.at - interval '5 years')::date;
    RETURN purged;
  END $$;`;

const back = `
  DROP TRIGGER seal_orders_purge_subjects ON app.seal_orders;
  DROP FUNCTION app.purge_expunged_subjects(), app.purge_expired_subjects(timestamptz), app.part_subjects_from_case(uuid, timestamptz),
    app.purge_subject(uuid, text, uuid, timestamptz), app.ask_subject_index(uuid);
  SET LOCAL ROLE tracker_oversight;
  REVOKE EXECUTE ON FUNCTION oversight.receiver(uuid, date) FROM tracker_owner;
  DROP FUNCTION oversight.pointers_of(uuid, timestamptz), oversight.matching_subjects(text, text, date, integer, timestamptz),
    oversight.agency_to_call(uuid);
  RESET ROLE;
  DROP TRIGGER complaints_call_review ON app.complaints;
  DROP TRIGGER suspects_call_review ON app.suspects;
  DROP TABLE app.subject_index_notices, app.subject_index_disseminations, app.subject_index_queries, app.subject_index_reviews,
    app.subject_index_entries;
  DROP FUNCTION app.call_review_of_sealed(), app.call_review_of_subject(), app.tell_recipients(),
    app.erase_subject();`;
