import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suspects, arrests, charges, referrals for prosecution and prosecutions. */
export class CreateSuspectsAndProsecutions1765000007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Suspects of a complaint.
      CREATE TABLE app.suspects (
        id             uuid PRIMARY KEY,
        task_force_id  uuid NOT NULL,
        complaint_id   uuid NOT NULL,
        agency_id      uuid NOT NULL,
        given_name     text,
        family_name    text,
        born_on        date,
        offender_class text NOT NULL CHECK (offender_class IN ('producer', 'contact_offender', 'both', 'non_contact', 'unknown')),
        juvenile       boolean NOT NULL,
        identified_on  date NOT NULL,
        version        integer NOT NULL,
        voided_at      timestamptz(3),
        void_reason    text,
        same_person_as uuid,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, same_person_as) REFERENCES app.suspects (task_force_id, id) DEFERRABLE,
        CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
        CONSTRAINT suspects_check1 CHECK (same_person_as <> id)
      );
      ALTER TABLE app.suspects ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX suspects_task_force_id_identified_on_idx ON app.suspects (task_force_id, identified_on);
      CREATE INDEX suspects_task_force_id_same_person_as_idx ON app.suspects (task_force_id, same_person_as) WHERE same_person_as IS NOT NULL;
      -- Without a pending list: every search would read all of it.
      CREATE INDEX suspects_sounds_idx ON app.suspects USING gin (public.daitch_mokotoff(family_name)) WITH (fastupdate = off);
      CREATE INDEX suspects_family_spelling_idx ON app.suspects USING gin (lower(family_name) public.gin_trgm_ops) WITH (fastupdate = off);
      CREATE INDEX suspects_given_spelling_idx ON app.suspects USING gin (lower(given_name) public.gin_trgm_ops) WITH (fastupdate = off);
      -- Trigrams cover the letters of the database's locale alone. Other names are found as they are written.
      CREATE INDEX suspects_family_name_idx ON app.suspects (task_force_id, lower(family_name)) WHERE family_name IS NOT NULL;
      CREATE INDEX suspects_given_name_idx ON app.suspects (task_force_id, lower(given_name)) WHERE given_name IS NOT NULL;
      CREATE INDEX suspects_task_force_id_born_on_idx ON app.suspects (task_force_id, born_on) WHERE born_on IS NOT NULL;
      CREATE UNIQUE INDEX suspects_complaint_id_same_person_as_idx ON app.suspects (complaint_id, same_person_as) WHERE same_person_as IS NOT NULL
        AND voided_at IS NULL;
      CREATE INDEX suspects_task_force_id_agency_id_identified_on_idx ON app.suspects (task_force_id, agency_id, identified_on);

      -- Another name of a suspect, in parts, or whole where the parts are not known.
      CREATE TABLE app.suspect_aliases (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        suspect_id    uuid NOT NULL,
        kind          text NOT NULL CHECK (kind IN ('other_name', 'former_name', 'other_spelling', 'nickname')),
        given_name    text,
        family_name   text,
        whole_name    text,
        recorded_at   timestamptz(3) NOT NULL,
        voided_at     timestamptz(3),
        void_reason   text,
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        CHECK ((whole_name IS NULL) = (given_name IS NOT NULL OR family_name IS NOT NULL)),
        CONSTRAINT suspect_aliases_check1 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.suspect_aliases ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX suspect_aliases_task_force_id_suspect_id_idx ON app.suspect_aliases (task_force_id, suspect_id);
      CREATE INDEX suspect_aliases_sounds_idx ON app.suspect_aliases USING gin (public.daitch_mokotoff(coalesce(family_name,
        whole_name))) WITH (fastupdate = off);
      CREATE INDEX suspect_aliases_spelling_idx ON app.suspect_aliases USING gin (lower(coalesce(whole_name, family_name,
        given_name)) public.gin_trgm_ops) WITH (fastupdate = off);
      CREATE INDEX suspect_aliases_name_idx ON app.suspect_aliases (task_force_id, lower(coalesce(whole_name, family_name, given_name)));

      -- Arrests of suspects.
      CREATE TABLE app.arrests (
        id                uuid PRIMARY KEY,
        task_force_id     uuid NOT NULL,
        complaint_id      uuid NOT NULL,
        suspect_id        uuid NOT NULL,
        agency_id         uuid NOT NULL,
        arrested_on       date NOT NULL,
        kind              text NOT NULL CHECK (kind IN ('on_view', 'summoned', 'taken_into_custody')),
        version           integer NOT NULL,
        voided_at         timestamptz(3),
        void_reason       text,
        -- NIBRS data element 52: H and R. src/casework/suspects/arrest.entity.ts says when it is required.
        juvenile_handling text CHECK (juvenile_handling IN ('handled_within_department', 'referred')),
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.arrests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX arrests_task_force_id_suspect_id_idx ON app.arrests (task_force_id, suspect_id);
      CREATE INDEX arrests_task_force_id_complaint_id_idx ON app.arrests (task_force_id, complaint_id);
      CREATE INDEX arrests_task_force_id_arrested_on_idx ON app.arrests (task_force_id, arrested_on);
      CREATE INDEX arrests_task_force_id_agency_id_arrested_on_idx ON app.arrests (task_force_id, agency_id, arrested_on);

      CREATE TABLE app.charges (
        id                  uuid PRIMARY KEY,
        task_force_id       uuid NOT NULL,
        complaint_id        uuid NOT NULL,
        arrest_id           uuid NOT NULL,
        -- US, or the State's two letters.
        jurisdiction        text NOT NULL CHECK (jurisdiction ~ '^[A-Z]{2}$'),
        code                text NOT NULL,
        section             text NOT NULL,
        title               text NOT NULL,
        -- The corresponding section of title 18; of a federal charge its own.
        federal_section     text,
        counts              smallint NOT NULL CHECK (counts BETWEEN 1 AND 999),
        completion          text NOT NULL CHECK (completion IN ('attempted', 'completed')),
        nibrs_offense       text NOT NULL CHECK (nibrs_offense IN ('370', '11A', '11B', '11C', '11D', '36A', '36B', '64A', '64B', '40A', '40B',
                              '40C', '100', '13C', '210', '90Z')),
        criminal_activities text[] NOT NULL CHECK (criminal_activities <@ ARRAY['B', 'C', 'D', 'E', 'O', 'P', 'T', 'U']
                              AND cardinality(criminal_activities) <= 3),
        offender_using      text[] NOT NULL CHECK (offender_using <@ ARRAY['A', 'C', 'D', 'N'] AND cardinality(offender_using) BETWEEN 1 AND 3
                              AND (offender_using = ARRAY['N'] OR NOT offender_using @> ARRAY['N'])),
        location            text CHECK (location IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16',
                              '17', '18', '19', '20', '21', '23', '24', '25', '37', '38', '39', '40', '41', '42', '44', '45', '46', '47', '48',
                              '49', '50', '51', '52', '53', '54', '55', '56', '57', '58')),
        victim_age          smallint CHECK (victim_age BETWEEN 0 AND 99),
        voided_at           timestamptz(3),
        void_reason         text,
        version             integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, arrest_id) REFERENCES app.arrests (task_force_id, complaint_id, id),
        CHECK (jurisdiction <> 'US' OR federal_section = section),
        CONSTRAINT charges_check1 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.charges ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX charges_task_force_id_arrest_id_idx ON app.charges (task_force_id, arrest_id);
      CREATE INDEX charges_task_force_id_complaint_id_id_idx ON app.charges (task_force_id, complaint_id, id);

      -- A suspect's case that was referred to a prosecutor, with the decision.
      CREATE TABLE app.prosecution_referrals (
        id             uuid PRIMARY KEY,
        task_force_id  uuid NOT NULL,
        complaint_id   uuid NOT NULL,
        suspect_id     uuid NOT NULL,
        agency_id      uuid NOT NULL,
        forum          text NOT NULL CHECK (forum IN ('us_attorney', 'state', 'local', 'tribal', 'military')),
        office         text,
        referred_on    date NOT NULL,
        decision       text NOT NULL CHECK (decision IN ('pending', 'accepted', 'declined')),
        decided_on     date,
        decline_reason text CHECK (decline_reason IN ('insufficient_evidence', 'no_offense', 'no_interest', 'prosecuted_elsewhere',
                         'victim_unwilling', 'juvenile_matter', 'suspect_deceased', 'time_barred', 'resources', 'other')),
        voided_at      timestamptz(3),
        void_reason    text,
        version        integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, suspect_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((decision = 'pending') = (decided_on IS NULL)),
        CONSTRAINT prosecution_referrals_check1 CHECK ((decision = 'declined') = (decline_reason IS NOT NULL)),
        CONSTRAINT prosecution_referrals_check2 CHECK (decided_on >= referred_on),
        CONSTRAINT prosecution_referrals_check3 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.prosecution_referrals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX prosecution_referrals_task_force_id_suspect_id_idx ON app.prosecution_referrals (task_force_id, suspect_id);
      CREATE INDEX prosecution_referrals_task_force_id_complaint_id_idx ON app.prosecution_referrals (task_force_id, complaint_id);
      CREATE INDEX prosecution_referrals_task_force_id_referred_on_id_idx ON app.prosecution_referrals (task_force_id, referred_on, id);
      CREATE INDEX prosecution_referrals_task_force_id_decided_on_idx ON app.prosecution_referrals (task_force_id, decided_on);

      -- One defendant in one case of one court.
      CREATE TABLE app.prosecutions (
        id                   uuid PRIMARY KEY,
        task_force_id        uuid NOT NULL,
        complaint_id         uuid NOT NULL,
        suspect_id           uuid NOT NULL,
        agency_id            uuid NOT NULL,
        referral_id          uuid,
        forum                text NOT NULL CHECK (forum IN ('us_attorney', 'state', 'local', 'tribal', 'military')),
        court                text NOT NULL,
        case_number          text,
        filed_on             date NOT NULL,
        is_tried_as_adult    boolean NOT NULL,
        outcome              text NOT NULL CHECK (outcome IN ('pending', 'plea', 'convicted_trial', 'acquitted', 'dismissed', 'diverted')),
        disposed_on          date,
        -- The sentence of the whole case. Null beside a life sentence or a maximum of life.
        sentence_months      integer CHECK (sentence_months >= 0),
        is_life              boolean NOT NULL,
        statutory_max_months integer CHECK (statutory_max_months > 0),
        is_max_life          boolean NOT NULL,
        sentence_note        text,
        voided_at            timestamptz(3),
        void_reason          text,
        version              integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, suspect_id, referral_id) REFERENCES app.prosecution_referrals (task_force_id, suspect_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((outcome = 'pending') = (disposed_on IS NULL)),
        CONSTRAINT prosecutions_check1 CHECK (disposed_on >= filed_on),
        CONSTRAINT prosecutions_check2 CHECK (NOT is_life OR sentence_months IS NULL),
        CONSTRAINT prosecutions_check3 CHECK (NOT is_max_life OR statutory_max_months IS NULL),
        CONSTRAINT prosecutions_check4 CHECK (outcome IN ('plea', 'convicted_trial') OR (sentence_months IS NULL AND NOT is_life)),
        CONSTRAINT prosecutions_check5 CHECK ((sentence_months IS NULL AND NOT is_life) OR statutory_max_months IS NOT NULL OR is_max_life),
        CONSTRAINT prosecutions_check6 CHECK (sentence_note IS NOT NULL OR is_max_life OR (NOT is_life
          AND (sentence_months IS NULL OR sentence_months <= statutory_max_months))),
        CONSTRAINT prosecutions_check7 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.prosecutions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX prosecutions_task_force_id_suspect_id_idx ON app.prosecutions (task_force_id, suspect_id);
      CREATE INDEX prosecutions_task_force_id_complaint_id_idx ON app.prosecutions (task_force_id, complaint_id);
      CREATE INDEX prosecutions_task_force_id_filed_on_id_idx ON app.prosecutions (task_force_id, filed_on, id);
      CREATE INDEX prosecutions_referral_id_idx ON app.prosecutions (referral_id) WHERE referral_id IS NOT NULL;
      CREATE UNIQUE INDEX prosecutions_suspect_id_court_case_number_idx ON app.prosecutions (suspect_id, lower(court),
        lower(case_number)) WHERE voided_at IS NULL AND case_number IS NOT NULL;
      CREATE INDEX prosecutions_task_force_id_disposed_on_idx ON app.prosecutions (task_force_id, disposed_on);
      ALTER TABLE app.prosecutions ALTER sentence_note SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.prosecutions, app.prosecution_referrals, app.charges, app.arrests, app.suspect_aliases, app.suspects CASCADE;
    `);
  }
}
