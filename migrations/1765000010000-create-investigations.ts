import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Investigations, legal process and forensic exams. */
export class CreateInvestigations1765000010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.investigations (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        -- The leading agency.
        agency_id     uuid NOT NULL,
        reference     text NOT NULL,
        title         text NOT NULL,
        opened_on     date NOT NULL,
        opened_by     uuid NOT NULL REFERENCES app.accounts,
        opened_at     timestamptz(3) NOT NULL,
        closed_on     date,
        outcome       text CHECK (outcome IN ('unfounded_no_crime', 'insufficient_information', 'no_jurisdiction_identified', 'referred_other_icac',
                        'referred_local_agency', 'referred_federal', 'referred_foreign', 'statute_of_limitations', 'unable_to_identify_suspect',
                        'esp_data_expired', 'suspect_deceased', 'prosecution_declined_state', 'prosecution_declined_federal',
                        'custody_other_jurisdiction', 'victim_declined', 'juvenile_diversion', 'arrest_pending_prosecution', 'convicted_plea',
                        'convicted_trial', 'acquitted', 'dismissed', 'civil_or_child_protection_referral', 'opened_in_error')),
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, reference),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((closed_on IS NULL) = (outcome IS NULL)),
        CONSTRAINT investigations_check1 CHECK (closed_on >= opened_on)
      );
      ALTER TABLE app.investigations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX investigations_task_force_id_opened_on_id_idx ON app.investigations (task_force_id, opened_on DESC, id DESC);
      CREATE INDEX investigations_task_force_id_agency_id_opened_on_id_idx ON app.investigations (task_force_id, agency_id, opened_on DESC,
        id DESC);
      CREATE INDEX investigations_task_force_id_closed_on_idx ON app.investigations (task_force_id, closed_on) WHERE closed_on IS NOT NULL;
      ALTER TABLE app.investigations ALTER title SET STATISTICS 0;

      -- A complaint is part of one investigation at a time. A mistaken link ends and stays readable.
      CREATE TABLE app.investigation_complaints (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        investigation_id uuid NOT NULL,
        complaint_id     uuid NOT NULL,
        linked_by        uuid NOT NULL REFERENCES app.accounts,
        linked_at        timestamptz(3) NOT NULL,
        ended_by         uuid REFERENCES app.accounts,
        ended_at         timestamptz(3),
        end_reason       text,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
        CONSTRAINT investigation_complaints_check1 CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      );
      ALTER TABLE app.investigation_complaints ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX investigation_complaints_complaint_id_idx ON app.investigation_complaints (complaint_id) WHERE ended_at IS NULL;
      CREATE INDEX investigation_complaints_task_force_id_complaint_id_idx ON app.investigation_complaints (task_force_id, complaint_id);
      CREATE INDEX investigation_complaints_investigation_id_idx ON app.investigation_complaints (investigation_id) WHERE ended_at IS NULL;
      ALTER TABLE app.investigation_complaints ALTER end_reason SET STATISTICS 0;

      -- Each closing of an investigation. A reopened one keeps the earlier ones.
      CREATE TABLE app.investigation_closures (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        investigation_id uuid NOT NULL,
        outcome          text NOT NULL,
        narrative        text NOT NULL,
        closed_on        date NOT NULL,
        closed_by        uuid NOT NULL REFERENCES app.accounts,
        closed_at        timestamptz(3) NOT NULL,
        reopened_by      uuid REFERENCES app.accounts,
        reopened_at      timestamptz(3),
        reopen_reason    text,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
        CHECK ((reopened_at IS NULL) = (reopened_by IS NULL)),
        CONSTRAINT investigation_closures_check1 CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL))
      );
      ALTER TABLE app.investigation_closures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX investigation_closures_investigation_id_idx ON app.investigation_closures (investigation_id) WHERE reopened_at IS NULL;
      CREATE INDEX investigation_closures_task_force_id_investigation_id_idx ON app.investigation_closures (task_force_id, investigation_id);
      ALTER TABLE app.investigation_closures ALTER narrative SET STATISTICS 0, ALTER reopen_reason SET STATISTICS 0;

      CREATE TABLE app.legal_processes (
        id                uuid PRIMARY KEY,
        task_force_id     uuid NOT NULL,
        complaint_id      uuid NOT NULL,
        -- The investigation of the complaint. It changes when the complaint is linked or unlinked.
        investigation_id  uuid,
        agency_id         uuid NOT NULL,
        kind              text NOT NULL CHECK (kind IN ('subpoena', 'court_order', 'search_warrant_premises', 'search_warrant_provider',
                            'search_warrant_device')),
        authority         text NOT NULL,
        number            text,
        directed_to       text NOT NULL,
        issued_on         date NOT NULL,
        expires_on        date,
        served_on         date,
        returned_on       date,
        outcome           text CHECK (outcome IN ('returned_with_data', 'returned_without', 'quashed', 'expired', 'withdrawn')),
        items_received    integer CHECK (items_received >= 0),
        withdrawn_on      date,
        withdrawal_reason text,
        recorded_by       uuid NOT NULL REFERENCES app.accounts,
        recorded_at       timestamptz(3) NOT NULL,
        voided_at         timestamptz(3),
        void_reason       text,
        version           integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (expires_on >= issued_on),
        CONSTRAINT legal_processes_check1 CHECK (served_on BETWEEN issued_on AND coalesce(expires_on, served_on)),
        CONSTRAINT legal_processes_check2 CHECK (returned_on >= coalesce(served_on, issued_on)),
        CONSTRAINT legal_processes_check3 CHECK (withdrawn_on >= coalesce(served_on, issued_on)),
        CONSTRAINT legal_processes_check4 CHECK ((returned_on IS NOT NULL) = coalesce(outcome <> 'withdrawn', false)),
        CONSTRAINT legal_processes_check5 CHECK ((withdrawn_on IS NOT NULL) = coalesce(outcome = 'withdrawn', false)),
        CONSTRAINT legal_processes_check6 CHECK (served_on IS NOT NULL OR outcome NOT IN ('returned_with_data', 'returned_without')),
        CONSTRAINT legal_processes_check7 CHECK ((withdrawn_on IS NULL) = (withdrawal_reason IS NULL)),
        CONSTRAINT legal_processes_check8 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.legal_processes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX legal_processes_task_force_id_complaint_id_idx ON app.legal_processes (task_force_id, complaint_id);
      CREATE INDEX legal_processes_task_force_id_issued_on_id_idx ON app.legal_processes (task_force_id, issued_on DESC, id DESC);
      CREATE INDEX legal_processes_task_force_id_served_on_idx ON app.legal_processes (task_force_id, served_on) WHERE served_on IS NOT NULL;
      CREATE INDEX legal_processes_complaint_id_idx ON app.legal_processes (complaint_id) WHERE outcome IS NULL AND voided_at IS NULL;
      CREATE INDEX legal_processes_task_force_id_investigation_id_idx ON app.legal_processes (task_force_id,
        investigation_id) WHERE investigation_id IS NOT NULL;
      ALTER TABLE app.legal_processes ALTER authority SET STATISTICS 0, ALTER number SET STATISTICS 0, ALTER directed_to SET STATISTICS 0,
        ALTER withdrawal_reason SET STATISTICS 0, ALTER void_reason SET STATISTICS 0;

      CREATE TABLE app.forensic_exams (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        complaint_id     uuid NOT NULL,
        -- The investigation of the complaint, as for legal process.
        investigation_id uuid,
        -- The agency of the laboratory.
        agency_id        uuid NOT NULL,
        -- The warrant for the exam; null where the owner agreed.
        legal_process_id uuid,
        requested_on     date NOT NULL,
        began_on         date,
        completed_on     date,
        result           text CHECK (result IN ('evidence_found', 'none_found', 'unreadable')),
        devices          integer CHECK (devices > 0),
        bytes            bigint CHECK (bytes BETWEEN 0 AND 9007199254740991),
        computers        integer CHECK (computers >= 0),
        phones           integer CHECK (phones >= 0),
        storage_media    integer CHECK (storage_media >= 0),
        other_devices    integer CHECK (other_devices >= 0),
        recorded_by      uuid NOT NULL REFERENCES app.accounts,
        recorded_at      timestamptz(3) NOT NULL,
        voided_at        timestamptz(3),
        void_reason      text,
        version          integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, legal_process_id) REFERENCES app.legal_processes (task_force_id, id),
        CHECK (began_on >= requested_on),
        CONSTRAINT forensic_exams_check1 CHECK (completed_on >= coalesce(began_on, requested_on)),
        CONSTRAINT forensic_exams_check2 CHECK (num_nulls(completed_on, result, devices, bytes) IN (0, 4)),
        CONSTRAINT forensic_exams_check3 CHECK (num_nulls(computers, phones, storage_media, other_devices) IN (0, 4)),
        CONSTRAINT forensic_exams_check4 CHECK (computers + phones + storage_media + other_devices = devices),
        CONSTRAINT forensic_exams_check5 CHECK (computers IS NULL OR devices IS NOT NULL),
        CONSTRAINT forensic_exams_check6 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.forensic_exams ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX forensic_exams_task_force_id_complaint_id_idx ON app.forensic_exams (task_force_id, complaint_id);
      CREATE INDEX forensic_exams_task_force_id_requested_on_id_idx ON app.forensic_exams (task_force_id, requested_on DESC, id DESC);
      CREATE INDEX forensic_exams_task_force_id_completed_on_idx ON app.forensic_exams (task_force_id,
        completed_on) WHERE completed_on IS NOT NULL;
      CREATE INDEX forensic_exams_task_force_id_investigation_id_idx ON app.forensic_exams (task_force_id,
        investigation_id) WHERE investigation_id IS NOT NULL;
      CREATE INDEX forensic_exams_task_force_id_legal_process_id_idx ON app.forensic_exams (task_force_id,
        legal_process_id) WHERE legal_process_id IS NOT NULL;
      ALTER TABLE app.forensic_exams ALTER void_reason SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.forensic_exams, app.legal_processes, app.investigation_closures, app.investigation_complaints, app.investigations CASCADE;
    `);
  }
}
