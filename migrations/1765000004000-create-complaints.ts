import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Complaints and the decisions on them, from intake to disposition. */
export class CreateComplaints1765000004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Disposition codes: the meaning of each in items (B) to (D) of 34 U.S.C. 21116(d)(1) and in NIBRS, and the retention class of a complaint
      -- that was closed by it. There is no default class. src/casework/complaints/complaints.enums.ts has the same list, and a test compares them.
      CREATE TABLE app.disposition_codes (
        code            text PRIMARY KEY,
        is_investigated boolean NOT NULL,
        is_referred     boolean NOT NULL,
        is_prosecuted   boolean NOT NULL,
        -- NIBRS data element 4, of an exceptional clearance.
        clearance       text CHECK (clearance IN ('A', 'B', 'C', 'D', 'E')),
        retention_class text NOT NULL CHECK (retention_class IN ('informational', 'unfounded', 'closed_without_arrest',
                          'arrest_or_prosecution', 'child_identified', 'permanent'))
      );
      INSERT INTO app.disposition_codes (code, is_investigated, is_referred, is_prosecuted, clearance, retention_class) VALUES
        ('unfounded_no_crime', true, false, false, NULL, 'unfounded'),
        ('not_criminal_viral_or_meme', false, false, false, NULL, 'informational'),
        ('insufficient_information', false, false, false, NULL, 'closed_without_arrest'),
        ('no_jurisdiction_identified', false, false, false, NULL, 'closed_without_arrest'),
        ('duplicate', false, false, false, NULL, 'informational'),
        ('informational_only', false, false, false, NULL, 'informational'),
        ('referred_other_icac', false, true, false, NULL, 'closed_without_arrest'),
        ('referred_local_agency', false, true, false, NULL, 'closed_without_arrest'),
        ('referred_federal', false, true, false, NULL, 'closed_without_arrest'),
        ('referred_foreign', false, true, false, NULL, 'closed_without_arrest'),
        ('statute_of_limitations', true, false, false, NULL, 'closed_without_arrest'),
        ('unable_to_identify_suspect', true, false, false, NULL, 'closed_without_arrest'),
        ('esp_data_expired', true, false, false, NULL, 'closed_without_arrest'),
        ('suspect_deceased', true, false, false, 'A', 'closed_without_arrest'),
        ('prosecution_declined_state', true, false, false, 'B', 'arrest_or_prosecution'),
        ('prosecution_declined_federal', true, false, false, 'B', 'arrest_or_prosecution'),
        ('custody_other_jurisdiction', true, false, false, 'C', 'arrest_or_prosecution'),
        ('victim_declined', true, false, false, 'D', 'closed_without_arrest'),
        ('juvenile_diversion', true, false, false, 'E', 'arrest_or_prosecution'),
        ('arrest_pending_prosecution', true, false, true, NULL, 'arrest_or_prosecution'),
        ('convicted_plea', true, false, true, NULL, 'arrest_or_prosecution'),
        ('convicted_trial', true, false, true, NULL, 'arrest_or_prosecution'),
        ('acquitted', true, false, true, NULL, 'arrest_or_prosecution'),
        ('dismissed', true, false, true, NULL, 'arrest_or_prosecution'),
        ('civil_or_child_protection_referral', true, true, false, NULL, 'closed_without_arrest'),
        ('opened_in_error', false, false, false, NULL, 'informational');

      -- Complaints about crimes against children: the center of the record.
      CREATE TABLE app.complaints (
        id                  uuid PRIMARY KEY,
        task_force_id       uuid NOT NULL REFERENCES app.task_forces,
        agency_id           uuid NOT NULL,
        working_agency_id   uuid,
        investigator_id     uuid,
        reference           text NOT NULL,
        source              text NOT NULL CHECK (source IN ('ncmec_cybertip', 'service_provider', 'other_agency', 'subject_interview',
                              'public_source', 'observation', 'public_complaint')),
        external_reference  text,
        type                text CHECK (type IN ('csam_possession', 'csam_distribution', 'csam_manufacture', 'enticement', 'traveler',
                              'obscenity_directed_to_minors', 'child_sex_trafficking', 'sextortion', 'child_sex_tourism', 'contact_abuse',
                              'misleading_domain', 'misleading_words', 'generative_ai_or_obscene_visual', 'other_technology_facilitated')),
        mode                text CHECK (mode IN ('proactive', 'reactive')),
        received_at         timestamptz(3) NOT NULL,
        received_on         date NOT NULL,
        incident_at         timestamptz(3),
        jurisdiction_state  text NOT NULL CHECK (jurisdiction_state ~ '^[A-Z]{2}$'),
        jurisdiction_county text,
        jurisdiction_city   text,
        narrative           text NOT NULL,
        priority            smallint CHECK (priority BETWEEN 1 AND 4),
        state               text NOT NULL CHECK (state IN ('received', 'in_triage', 'triaged', 'assigned', 'under_investigation',
                              'referred_for_prosecution', 'prosecuted', 'closed', 'reopened', 'on_hold', 'transfer_pending', 'merged')),
        due_at              timestamptz(3),
        disposition         text REFERENCES app.disposition_codes,
        intake_digest       bytea NOT NULL,
        -- The number of sealed complaints that had this number when it was received. It is withheld from the trail and from answers.
        sealed_before       smallint NOT NULL DEFAULT 0,
        logged_at           timestamptz(3) NOT NULL,
        version             integer NOT NULL,
        -- Each reopening begins another cycle with new clocks.
        cycle               smallint NOT NULL DEFAULT 1 CHECK (cycle > 0),
        state_since         timestamptz(3) NOT NULL,
        -- The state to which a held, offered or merged complaint returns.
        state_before        text,
        merged_into         uuid,
        -- The complaint in the task force that took it over.
        transferred_to      uuid,
        -- The day of the provider's report. The year of preservation begins with it (18 U.S.C. 2258A(h)(1)).
        submitted_on        date,
        preserved_until     date,
        is_sealed           boolean NOT NULL DEFAULT false,
        is_expunged         boolean NOT NULL DEFAULT false,
        -- The original of a copy by referral. The original counts.
        referred_from       uuid,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, reference),
        UNIQUE (task_force_id, source, external_reference, sealed_before),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, working_agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, investigator_id) REFERENCES app.accounts (task_force_id, id),
        FOREIGN KEY (task_force_id, merged_into) REFERENCES app.complaints (task_force_id, id),
        CHECK ((state = 'closed') = (disposition IS NOT NULL)),
        CONSTRAINT complaints_check1 CHECK (incident_at <= received_at),
        CONSTRAINT complaints_expunged_sealed_check CHECK (is_sealed OR NOT is_expunged),
        CONSTRAINT complaints_check2 CHECK ((state IN ('on_hold', 'transfer_pending', 'merged')) = (state_before IS NOT NULL)),
        CONSTRAINT complaints_check3 CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
        CONSTRAINT complaints_check4 CHECK (merged_into <> id)
      );
      ALTER TABLE app.complaints ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX complaints_task_force_id_received_at_id_idx ON app.complaints (task_force_id, received_at DESC, id DESC);
      CREATE INDEX complaints_task_force_id_agency_id_received_at_id_idx ON app.complaints (task_force_id, agency_id, received_at DESC, id DESC);
      CREATE INDEX complaints_task_force_id_received_on_idx ON app.complaints (task_force_id, received_on);
      CREATE INDEX complaints_task_force_id_working_agency_id_received_at_id_idx ON app.complaints (task_force_id, working_agency_id,
        received_at DESC, id DESC) WHERE working_agency_id IS NOT NULL;
      CREATE INDEX complaints_task_force_id_investigator_id_received_at_id_idx ON app.complaints (task_force_id, investigator_id,
        received_at DESC, id DESC) WHERE investigator_id IS NOT NULL;
      CREATE INDEX complaints_task_force_id_state_received_at_id_idx ON app.complaints (task_force_id, state, received_at DESC, id DESC);
      CREATE INDEX complaints_task_force_id_merged_into_idx ON app.complaints (task_force_id, merged_into) WHERE merged_into IS NOT NULL;
      CREATE INDEX complaints_transferred_to_idx ON app.complaints (transferred_to) WHERE transferred_to IS NOT NULL;
      CREATE INDEX complaints_task_force_id_preserved_until_id_idx ON app.complaints (task_force_id, preserved_until,
        id) WHERE preserved_until IS NOT NULL AND disposition IS NULL;
      -- Open complaints with all columns of the backlog. It grows with the backlog, not with the complaints.
      CREATE INDEX complaints_open_idx ON app.complaints (task_force_id, received_at, id) INCLUDE (agency_id, working_agency_id, state,
        state_before, state_since, cycle, priority, source, due_at, preserved_until, is_sealed) WHERE disposition IS NULL AND merged_into IS NULL
        AND referred_from IS NULL;
      CREATE INDEX complaints_task_force_id_agency_id_received_on_id_idx ON app.complaints (task_force_id, agency_id, received_on, id);
      -- Recognizes a repeated tip without a number by all its content.
      CREATE INDEX complaints_task_force_id_intake_digest_idx ON app.complaints (task_force_id, intake_digest) WHERE external_reference IS NULL;
      CREATE INDEX complaints_task_force_id_id_idx ON app.complaints (task_force_id, id) WHERE sealed_before > 0;
      ALTER TABLE app.complaints ALTER narrative SET STATISTICS 0;

      -- Every status change of a complaint. A trigger writes it, whatever code changes the complaint.
      CREATE TABLE app.complaint_moves (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        cycle         smallint NOT NULL,
        from_state    text NOT NULL,
        to_state      text NOT NULL,
        action        text NOT NULL,
        reason        text,
        -- The merge target, also when a merge is undone. No key: the other complaint may be purged first.
        merged_into   uuid,
        moved_by      uuid REFERENCES app.accounts,
        moved_at      timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
      );
      ALTER TABLE app.complaint_moves ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX complaint_moves_task_force_id_merged_into_idx ON app.complaint_moves (task_force_id,
        merged_into) WHERE merged_into IS NOT NULL;
      CREATE INDEX complaint_moves_task_force_id_complaint_id_idx ON app.complaint_moves (task_force_id, complaint_id);
      ALTER TABLE app.complaint_moves ALTER reason SET STATISTICS 0;

      -- The result of the initial review before triage, with the number of similar complaints.
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
      ALTER TABLE app.screenings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX screenings_task_force_id_complaint_id_idx ON app.screenings (task_force_id, complaint_id);

      -- Each triage decision on a complaint.
      CREATE TABLE app.triages (
        id                uuid PRIMARY KEY,
        task_force_id     uuid NOT NULL,
        complaint_id      uuid NOT NULL,
        type              text NOT NULL,
        mode              text NOT NULL,
        priority          smallint NOT NULL CHECK (priority BETWEEN 1 AND 4),
        rationale         text NOT NULL,
        triaged_by        uuid NOT NULL REFERENCES app.accounts,
        triaged_at        timestamptz(3) NOT NULL,
        -- The priority that the rules proposed, beside the decision. Null before there were rules.
        proposed_priority smallint CHECK (proposed_priority BETWEEN 1 AND 4),
        proposed_for      text[],
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
      );
      ALTER TABLE app.triages ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX triages_task_force_id_complaint_id_idx ON app.triages (task_force_id, complaint_id);
      ALTER TABLE app.triages ALTER rationale SET STATISTICS 0;

      -- Each assignment of a complaint to an agency or investigator.
      CREATE TABLE app.assignments (
        id              uuid PRIMARY KEY,
        task_force_id   uuid NOT NULL,
        complaint_id    uuid NOT NULL,
        agency_id       uuid NOT NULL,
        investigator_id uuid,
        due_at          timestamptz(3),
        reason          text,
        assigned_by     uuid NOT NULL REFERENCES app.accounts,
        assigned_at     timestamptz(3) NOT NULL,
        -- The investigator of this cycle may not close the complaint.
        cycle           smallint NOT NULL DEFAULT 1 CHECK (cycle > 0),
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, investigator_id) REFERENCES app.accounts (task_force_id, id)
      );
      ALTER TABLE app.assignments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX assignments_task_force_id_complaint_id_idx ON app.assignments (task_force_id, complaint_id);
      ALTER TABLE app.assignments ALTER reason SET STATISTICS 0;

      -- Reason for the hold of a complaint, and the day of its review. Only a hold pauses the clock of its due day.
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
      ALTER TABLE app.complaint_holds ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX complaint_holds_complaint_id_idx ON app.complaint_holds (complaint_id) WHERE ended_at IS NULL;
      CREATE INDEX complaint_holds_task_force_id_complaint_id_idx ON app.complaint_holds (task_force_id, complaint_id);
      CREATE INDEX complaint_holds_task_force_id_review_on_idx ON app.complaint_holds (task_force_id, review_on) WHERE ended_at IS NULL;
      ALTER TABLE app.complaint_holds ALTER reason SET STATISTICS 0;

      -- A proposal to close a complaint. Somebody else closes it or returns it.
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
      ALTER TABLE app.closure_proposals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX closure_proposals_complaint_id_idx ON app.closure_proposals (complaint_id) WHERE outcome IS NULL;
      CREATE INDEX closure_proposals_task_force_id_complaint_id_idx ON app.closure_proposals (task_force_id, complaint_id);
      ALTER TABLE app.closure_proposals ALTER narrative SET STATISTICS 0, ALTER answer SET STATISTICS 0;

      -- Each closing of a complaint, with its disposition code.
      CREATE TABLE app.dispositions (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        code          text NOT NULL,
        narrative     text NOT NULL,
        disposed_by   uuid NOT NULL REFERENCES app.accounts,
        disposed_at   timestamptz(3) NOT NULL,
        proposed_by   uuid REFERENCES app.accounts,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
      );
      ALTER TABLE app.dispositions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX dispositions_task_force_id_complaint_id_idx ON app.dispositions (task_force_id, complaint_id);
      ALTER TABLE app.dispositions ALTER narrative SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.dispositions, app.closure_proposals, app.complaint_holds, app.assignments, app.triages, app.screenings, app.complaint_moves,
        app.complaints, app.disposition_codes CASCADE;
    `);
  }
}
