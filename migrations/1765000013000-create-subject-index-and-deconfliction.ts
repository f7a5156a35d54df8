import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The subject index that task forces share under 28 CFR Part 23, and deconfliction. */
export class CreateSubjectIndexAndDeconfliction1765000013000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.subject_index_entries (
        id                    uuid PRIMARY KEY,
        task_force_id         uuid NOT NULL,
        agency_id             uuid NOT NULL,
        -- The source of the entry; null once the case was purged.
        complaint_id          uuid,
        suspect_id            uuid,
        given_name            text,
        family_name           text,
        given_key             text,
        family_key            text,
        born_on               date,
        descriptors           text,
        criminal_activity     text CHECK (criminal_activity IN ('csam_possession', 'csam_distribution', 'csam_manufacture', 'enticement',
                                'traveler', 'obscenity_directed_to_minors', 'child_sex_trafficking', 'sextortion', 'child_sex_tourism',
                                'contact_abuse', 'misleading_domain', 'misleading_words', 'generative_ai_or_obscene_visual',
                                'other_technology_facilitated')),
        suspicion_basis       text,
        was_lawfully_obtained boolean NOT NULL CHECK (was_lawfully_obtained),
        obtained_how          text,
        sensitivity           text NOT NULL CHECK (sensitivity IN ('unclassified', 'restricted', 'sensitive')),
        state                 text NOT NULL CHECK (state IN ('submitted', 'approved', 'refused', 'purged')),
        submitted_by          uuid NOT NULL REFERENCES app.accounts,
        submitted_at          timestamptz(3) NOT NULL,
        approved_by           uuid REFERENCES app.accounts,
        approved_at           timestamptz(3),
        -- The day of the last validation, and the last day for which it holds.
        validated_on          date,
        review_due_on         date,
        -- The corrector of the subject's particulars, until somebody else has reviewed them.
        corrected_by          uuid REFERENCES app.accounts,
        -- The reason for a requested review. Until then nobody is pointed to the entry.
        review_called_for     text CHECK (review_called_for IN ('subject_changed', 'subject_voided', 'subject_juvenile', 'case_sealed',
                                'case_purged', 'entry_corrected', 'victim_identifier')),
        version               integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        CHECK (approved_by <> submitted_by),
        CONSTRAINT subject_index_entries_check1 CHECK (review_called_for <> 'entry_corrected' OR corrected_by IS NOT NULL),
        CONSTRAINT subject_index_entries_check2 CHECK (corrected_by IS NULL OR (state = 'approved' AND review_called_for IS NOT NULL)),
        CONSTRAINT subject_index_entries_check3 CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
        CONSTRAINT subject_index_entries_check4 CHECK (state <> 'submitted' OR suspect_id IS NOT NULL),
        CONSTRAINT subject_index_entries_check5 CHECK ((suspect_id IS NULL) = (complaint_id IS NULL)),
        CONSTRAINT subject_index_entries_check6 CHECK ((state = 'approved') = (review_due_on IS NOT NULL)),
        CONSTRAINT subject_index_entries_check7 CHECK (state <> 'approved' OR (approved_by IS NOT NULL AND validated_on IS NOT NULL)),
        CONSTRAINT subject_index_entries_check8 CHECK (review_due_on > validated_on AND review_due_on <= (validated_on + interval '5 years')::date),
        CONSTRAINT subject_index_entries_check9 CHECK (num_nulls(given_name, family_name, given_key, family_key) IN (0, 4)),
        CONSTRAINT subject_index_entries_check10 CHECK (CASE WHEN state IN ('submitted', 'approved') THEN num_nulls(criminal_activity,
          suspicion_basis, obtained_how) = 0 ELSE num_nonnulls(given_name, family_name, given_key, family_key, born_on, descriptors,
          criminal_activity, suspicion_basis, obtained_how, complaint_id, suspect_id, review_called_for) = 0 END)
      );
      ALTER TABLE app.subject_index_entries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX subject_index_entries_suspect_id_idx ON app.subject_index_entries (suspect_id) WHERE state IN ('submitted', 'approved');
      CREATE INDEX subject_index_entries_task_force_id_submitted_at_id_idx ON app.subject_index_entries (task_force_id, submitted_at, id);
      CREATE INDEX subject_index_entries_task_force_id_review_due_on_id_idx ON app.subject_index_entries (task_force_id, review_due_on,
        id) WHERE review_due_on IS NOT NULL;
      CREATE INDEX subject_index_entries_task_force_id_complaint_id_idx ON app.subject_index_entries (task_force_id,
        complaint_id) WHERE complaint_id IS NOT NULL;
      CREATE INDEX subject_index_entries_family_key_idx ON app.subject_index_entries (family_key) WHERE state = 'approved';
      ALTER TABLE app.subject_index_entries ALTER given_name SET STATISTICS 0, ALTER family_name SET STATISTICS 0,
        ALTER given_key SET STATISTICS 0, ALTER descriptors SET STATISTICS 0, ALTER suspicion_basis SET STATISTICS 0,
        ALTER obtained_how SET STATISTICS 0;

      -- A decision on an entry with its author and reason; no author where time decided.
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
        CONSTRAINT subject_index_reviews_check1 CHECK ((outcome IN ('approved', 'revalidated', 'corrected')) = (protected_views IS NOT NULL)),
        CONSTRAINT subject_index_reviews_check2 CHECK (protected_views_basis IS NULL OR protected_views = 'directly_related')
      );
      ALTER TABLE app.subject_index_reviews ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX subject_index_reviews_task_force_id_entry_id_idx ON app.subject_index_reviews (task_force_id, entry_id);
      ALTER TABLE app.subject_index_reviews ALTER protected_views_basis SET STATISTICS 0;

      -- A query with its author, purpose and right. Its subject is cleared after five years.
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
        -- The danger that justifies an answer without an agreement (28 CFR 23.20(e)(2)).
        imminent_danger text,
        asked_by        uuid NOT NULL REFERENCES app.accounts,
        asked_at        timestamptz(3) NOT NULL,
        asked_on        date NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (born_on IS NULL OR born_year = extract(year FROM born_on))
      );
      ALTER TABLE app.subject_index_queries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX subject_index_queries_task_force_id_asked_at_id_idx ON app.subject_index_queries (task_force_id, asked_at, id);
      CREATE INDEX subject_index_queries_asked_on_idx ON app.subject_index_queries (asked_on) WHERE family_key IS NOT NULL;
      ALTER TABLE app.subject_index_queries ALTER given_name SET STATISTICS 0, ALTER family_name SET STATISTICS 0,
        ALTER given_key SET STATISTICS 0, ALTER case_reference SET STATISTICS 0;

      -- A check whether another unit has an identifier of a suspect, with purpose, need and right to know.
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
        -- The hits of the answer, once there is one.
        hit_ids         uuid[],
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
      );
      ALTER TABLE app.deconfliction_checks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX deconfliction_checks_task_force_id_complaint_id_idx ON app.deconfliction_checks (task_force_id, complaint_id);
      ALTER TABLE app.deconfliction_checks ALTER purpose SET STATISTICS 0, ALTER need_to_know SET STATISTICS 0,
        ALTER right_to_know SET STATISTICS 0, ALTER imminent_danger SET STATISTICS 0;

      -- One side of a match of two units, with the other side's contact at that time, and the answer.
      CREATE TABLE app.deconfliction_hits (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        agency_id        uuid NOT NULL,
        complaint_id     uuid NOT NULL,
        pair_id          uuid NOT NULL,
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
        -- Set once both sides have answered; the reference only where neither saw no conflict.
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
        CONSTRAINT deconfliction_hits_check1 CHECK ((answer IS NULL) = (answered_at IS NULL)),
        CONSTRAINT deconfliction_hits_check2 CHECK ((answer IS NULL) = (answered_by IS NULL)),
        CONSTRAINT deconfliction_hits_check3 CHECK (their_answer IS NULL OR answer IS NOT NULL),
        CONSTRAINT deconfliction_hits_check4 CHECK (their_reference IS NULL OR (their_answer <> 'no_conflict' AND answer <> 'no_conflict'))
      );
      ALTER TABLE app.deconfliction_hits ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX deconfliction_hits_task_force_id_complaint_id_idx ON app.deconfliction_hits (task_force_id, complaint_id);
      CREATE INDEX deconfliction_hits_task_force_id_found_at_id_idx ON app.deconfliction_hits (task_force_id, found_at, id);
      CREATE INDEX deconfliction_hits_task_force_id_check_id_idx ON app.deconfliction_hits (task_force_id, check_id) WHERE check_id IS NOT NULL;
      CREATE INDEX deconfliction_hits_task_force_id_entry_id_idx ON app.deconfliction_hits (task_force_id, entry_id) WHERE entry_id IS NOT NULL;

      -- A check that somebody made in another system, with its result. The tracker asks none of them.
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
        CONSTRAINT outside_checks_check1 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.outside_checks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX outside_checks_task_force_id_complaint_id_idx ON app.outside_checks (task_force_id, complaint_id);
      ALTER TABLE app.outside_checks ALTER void_reason SET STATISTICS 0;

      CREATE TABLE app.subject_index_identifiers (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        entry_id      uuid NOT NULL,
        -- The identifier in the case; null once that was purged.
        identifier_id uuid,
        role          text NOT NULL CHECK (role = 'suspect'),
        kind          text NOT NULL CHECK (kind IN ('email', 'phone', 'handle', 'account', 'ip', 'device', 'url', 'hash', 'vehicle', 'other')),
        hash          bytea CHECK (octet_length(hash) = 32),
        hash_before   bytea CHECK (octet_length(hash_before) = 32),
        key_id        text NOT NULL,
        shared_by     uuid NOT NULL REFERENCES app.accounts,
        shared_at     timestamptz(3) NOT NULL,
        -- The time a reviewer confirmed it as the suspect's although it is a victim's as well.
        confirmed_at  timestamptz(3),
        -- The time it left the index, with its entry or because its case voided it.
        ended_at      timestamptz(3),
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries (task_force_id, id),
        FOREIGN KEY (task_force_id, identifier_id) REFERENCES app.identifiers (task_force_id, id),
        CHECK ((hash IS NULL) = (ended_at IS NOT NULL)),
        CONSTRAINT subject_index_identifiers_check1 CHECK (ended_at IS NULL OR num_nonnulls(identifier_id, hash_before) = 0)
      );
      ALTER TABLE app.subject_index_identifiers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX subject_index_identifiers_task_force_id_entry_id_idx ON app.subject_index_identifiers (task_force_id, entry_id);
      CREATE INDEX subject_index_identifiers_task_force_id_identifier_id_idx ON app.subject_index_identifiers (task_force_id,
        identifier_id) WHERE identifier_id IS NOT NULL;
      CREATE UNIQUE INDEX subject_index_identifiers_entry_id_identifier_id_idx ON app.subject_index_identifiers (entry_id,
        identifier_id) WHERE identifier_id IS NOT NULL;
      CREATE INDEX subject_index_identifiers_hash_idx ON app.subject_index_identifiers (hash) WHERE hash IS NOT NULL;
      CREATE INDEX subject_index_identifiers_hash_before_idx ON app.subject_index_identifiers (hash_before) WHERE hash_before IS NOT NULL;

      -- The written record of each dissemination: recipient, content, reason and time, for pointers and for disclosures by hand.
      CREATE TABLE app.subject_index_disseminations (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        agency_id        uuid NOT NULL,
        entry_id         uuid NOT NULL,
        query_id         uuid,
        to_task_force_id uuid NOT NULL,
        to_agency_id     uuid NOT NULL,
        -- The name at that time: the giver cannot read agencies of another task force.
        to_agency_name   text NOT NULL,
        recipient        text NOT NULL,
        strength         text CHECK (strength IN ('name_and_birth', 'name_and_birth_year', 'name', 'initial_and_birth', 'strong', 'fair', 'weak')),
        what             text,
        need_to_know     text NOT NULL,
        right_to_know    text NOT NULL,
        imminent_danger  text,
        given_by         uuid REFERENCES app.accounts,
        given_at         timestamptz(3) NOT NULL,
        pair_id          uuid,
        UNIQUE (task_force_id, id),
        UNIQUE (query_id, entry_id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries (task_force_id, id),
        FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (to_task_force_id, query_id) REFERENCES app.subject_index_queries (task_force_id, id),
        CHECK (num_nonnulls(query_id, pair_id, what) = 1),
        CONSTRAINT subject_index_disseminations_check1 CHECK ((what IS NULL) = (strength IS NOT NULL)),
        CONSTRAINT subject_index_disseminations_check2 CHECK ((what IS NULL) = (given_by IS NULL))
      );
      ALTER TABLE app.subject_index_disseminations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX subject_index_disseminations_task_force_id_given_at_id_idx ON app.subject_index_disseminations (task_force_id, given_at, id);
      CREATE INDEX subject_index_disseminations_task_force_id_entry_id_idx ON app.subject_index_disseminations (task_force_id, entry_id);
      ALTER TABLE app.subject_index_disseminations ALTER recipient SET STATISTICS 0, ALTER what SET STATISTICS 0;

      -- Notifies an agency that an entry it received was corrected or purged: the names of fields, never their values.
      CREATE TABLE app.subject_index_notices (
        id                 uuid PRIMARY KEY,
        task_force_id      uuid NOT NULL,
        agency_id          uuid NOT NULL,
        from_task_force_id uuid NOT NULL,
        from_agency_id     uuid NOT NULL,
        -- The contact at that time.
        from_agency_name   text NOT NULL,
        contact_phone      text,
        contact_email      text,
        entry_id           uuid NOT NULL,
        review_id          uuid NOT NULL,
        kind               text NOT NULL CHECK (kind IN ('corrected', 'purged')),
        changed            text[] NOT NULL,
        created_at            timestamptz(3) NOT NULL,
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
      ALTER TABLE app.subject_index_notices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX subject_index_notices_task_force_id_created_at_id_idx ON app.subject_index_notices (task_force_id, created_at, id);
      CREATE INDEX subject_index_notices_from_task_force_id_entry_id_idx ON app.subject_index_notices (from_task_force_id, entry_id);

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
      ALTER TABLE app.victim_inquiries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX victim_inquiries_task_force_id_asked_at_id_idx ON app.victim_inquiries (task_force_id, asked_at, id);
      CREATE INDEX victim_inquiries_task_force_id_complaint_id_idx ON app.victim_inquiries (task_force_id, complaint_id);
      CREATE INDEX victim_inquiries_task_force_id_identifier_id_idx ON app.victim_inquiries (task_force_id, identifier_id);

      SET LOCAL ROLE tracker_oversight;
      -- Work of app.send_pending_notices. A claim is that an identifier became a victim's, or no longer is.
      CREATE TABLE oversight.pending_notices (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        via           text NOT NULL CHECK (via IN ('check', 'index', 'claim')),
        task_force_id uuid NOT NULL,
        agency_id     uuid,
        account_id    uuid,
        at            timestamptz(3) NOT NULL,
        -- The victims' identifiers that were met. For a claim, the index identifiers with its value at that time; later ones are not notified.
        identifiers   uuid[] NOT NULL
      );
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.victim_inquiries, app.subject_index_notices, app.subject_index_disseminations, app.subject_index_identifiers,
        app.outside_checks, app.deconfliction_hits, app.deconfliction_checks, app.subject_index_queries, app.subject_index_reviews,
        app.subject_index_entries CASCADE;
      SET LOCAL ROLE tracker_oversight;
      DROP TABLE oversight.pending_notices CASCADE;
      RESET ROLE;
    `);
  }
}
