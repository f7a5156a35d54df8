import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Transfers and shares between agencies, and the record of what left an agency. */
export class CreateTransfersAndDisclosures1765000006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.transfers (
        id                  uuid PRIMARY KEY,
        task_force_id       uuid NOT NULL,
        agency_id           uuid NOT NULL,
        -- The names of both sides at the offer. Neither side reads the other's agencies.
        from_name           text NOT NULL,
        complaint_id        uuid NOT NULL,
        kind                text NOT NULL CHECK (kind IN ('transfer', 'referral')),
        to_task_force_id    uuid NOT NULL,
        to_agency_id        uuid NOT NULL,
        to_name             text NOT NULL,
        basis               text NOT NULL CHECK (basis IN ('government_attorney', 'own_agency', 'assisting_federal_attorney', 'state_official',
                              'defendant_or_counsel', 'provider_for_legal_process', 'court_order', 'not_tip_content')),
        reason              text NOT NULL,
        -- The summary that the receiver reads before it answers.
        summary             text NOT NULL,
        reference           text NOT NULL,
        source              text NOT NULL,
        type                text,
        mode                text,
        priority            smallint,
        offered_by          uuid NOT NULL REFERENCES app.accounts,
        offered_at          timestamptz(3) NOT NULL,
        answer_by           date NOT NULL,
        state               text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'revoked')),
        answer_reason       text,
        decided_by          uuid REFERENCES app.accounts,
        decided_at          timestamptz(3),
        -- The complaint that the receiver works: the same one within a task force.
        became_complaint_id uuid,
        version             integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (to_agency_id <> agency_id),
        CONSTRAINT transfers_check1 CHECK ((state = 'offered') = (decided_at IS NULL)),
        CONSTRAINT transfers_check2 CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
        CONSTRAINT transfers_check3 CHECK ((state = 'accepted') = (became_complaint_id IS NOT NULL))
      );
      ALTER TABLE app.transfers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX transfers_complaint_id_idx ON app.transfers (complaint_id) WHERE state = 'offered';
      CREATE INDEX transfers_task_force_id_offered_at_id_idx ON app.transfers (task_force_id, offered_at DESC, id DESC);
      CREATE INDEX transfers_to_task_force_id_offered_at_id_idx ON app.transfers (to_task_force_id, offered_at DESC, id DESC);
      CREATE INDEX transfers_task_force_id_complaint_id_idx ON app.transfers (task_force_id, complaint_id);
      ALTER TABLE app.transfers ALTER reason SET STATISTICS 0, ALTER summary SET STATISTICS 0, ALTER answer_reason SET STATISTICS 0;

      CREATE TABLE app.shares (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        complaint_id     uuid NOT NULL,
        agency_id        uuid NOT NULL,
        from_name        text NOT NULL,
        to_task_force_id uuid NOT NULL,
        to_agency_id     uuid NOT NULL,
        to_name          text NOT NULL,
        reference        text NOT NULL,
        -- Whether it shows suspects by name; juveniles never.
        includes_names   boolean NOT NULL,
        -- The last day of the share, by the task force's local time.
        until_on         date NOT NULL,
        basis            text NOT NULL CHECK (basis IN ('government_attorney', 'own_agency', 'assisting_federal_attorney', 'state_official',
                           'defendant_or_counsel', 'provider_for_legal_process', 'court_order', 'not_tip_content')),
        reason           text NOT NULL,
        granted_by       uuid NOT NULL REFERENCES app.accounts,
        granted_at       timestamptz(3) NOT NULL,
        end_reason       text,
        ended_by         uuid REFERENCES app.accounts,
        ended_at         timestamptz(3),
        version          integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
        CONSTRAINT shares_check1 CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      );
      ALTER TABLE app.shares ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX shares_task_force_id_granted_at_id_idx ON app.shares (task_force_id, granted_at DESC, id DESC);
      CREATE INDEX shares_to_task_force_id_granted_at_id_idx ON app.shares (to_task_force_id, granted_at DESC, id DESC);
      CREATE INDEX shares_task_force_id_complaint_id_idx ON app.shares (task_force_id, complaint_id);
      ALTER TABLE app.shares ALTER reason SET STATISTICS 0, ALTER end_reason SET STATISTICS 0;

      CREATE TABLE app.disclosures (
        id                      uuid PRIMARY KEY,
        task_force_id           uuid NOT NULL,
        complaint_id            uuid NOT NULL,
        what                    text NOT NULL CHECK (what IN ('offer', 'transfer', 'referral', 'assignment', 'prosecution_referral', 'share',
                                  'packet', 'other')),
        recipient               text NOT NULL,
        recipient_task_force_id uuid,
        recipient_agency_id     uuid,
        basis                   text NOT NULL CHECK (basis IN ('government_attorney', 'own_agency', 'assisting_federal_attorney', 'state_official',
                                  'defendant_or_counsel', 'provider_for_legal_process', 'court_order', 'not_tip_content')),
        purpose                 text NOT NULL,
        -- The transfer, assignment, referral, share or packet that disclosed it.
        record_id               uuid,
        disclosed_by            uuid NOT NULL REFERENCES app.accounts,
        disclosed_at            timestamptz(3) NOT NULL,
        entered_at              timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (recipient_task_force_id, recipient_agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((recipient_task_force_id IS NULL) = (recipient_agency_id IS NULL))
      );
      ALTER TABLE app.disclosures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX disclosures_task_force_id_disclosed_at_id_idx ON app.disclosures (task_force_id, disclosed_at DESC, id DESC);
      CREATE INDEX disclosures_task_force_id_complaint_id_idx ON app.disclosures (task_force_id, complaint_id);
      ALTER TABLE app.disclosures ALTER recipient SET STATISTICS 0, ALTER purpose SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.disclosures, app.shares, app.transfers CASCADE;
    `);
  }
}
