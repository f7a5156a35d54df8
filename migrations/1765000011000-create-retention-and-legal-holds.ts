import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Retention, legal holds, sealing and expungement, and what remains of a purged complaint. */
export class CreateRetentionAndLegalHolds1765000011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The retention of a closed complaint: by rule, or by a decision with its reason.
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
        CONSTRAINT retentions_check1 CHECK (num_nonnulls(mark_reason, marked_by, marked_at, purge_not_before) IN (0, 4)),
        CONSTRAINT retentions_check2 CHECK (marked_at IS NULL OR review_on IS NOT NULL),
        -- A month in which any mark can be withdrawn.
        CONSTRAINT retentions_check3 CHECK (purge_not_before >= marked_at + interval '720 hours')
      );
      ALTER TABLE app.retentions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX retentions_task_force_id_complaint_id_idx ON app.retentions (task_force_id, complaint_id);
      CREATE INDEX retentions_task_force_id_review_on_complaint_id_idx ON app.retentions (task_force_id, review_on,
        complaint_id) WHERE review_on IS NOT NULL;
      CREATE INDEX retentions_purge_not_before_complaint_id_idx ON app.retentions (purge_not_before, complaint_id) WHERE marked_at IS NOT NULL;
      ALTER TABLE app.retentions ALTER reason SET STATISTICS 0, ALTER mark_reason SET STATISTICS 0;

      -- A legal hold prevents every deletion in its complaint. It never lapses: two persons lift it.
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
        CONSTRAINT legal_holds_check1 CHECK (num_nonnulls(lifted_by, lifted_at) IN (0, 2)),
        CONSTRAINT legal_holds_check2 CHECK (lifted_at IS NULL OR (lift_requested_by IS NOT NULL AND lifted_by <> lift_requested_by))
      );
      ALTER TABLE app.legal_holds ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX legal_holds_task_force_id_complaint_id_idx ON app.legal_holds (task_force_id, complaint_id);
      CREATE INDEX legal_holds_complaint_id_idx ON app.legal_holds (complaint_id) WHERE lifted_at IS NULL;
      ALTER TABLE app.legal_holds ALTER authority SET STATISTICS 0, ALTER reason SET STATISTICS 0, ALTER lift_reason SET STATISTICS 0;

      -- A court's order to seal or expunge a complaint, entered by one person and carried out by another.
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
        CONSTRAINT seal_orders_check1 CHECK (num_nonnulls(executed_by, executed_at) IN (0, 2)),
        CONSTRAINT seal_orders_check2 CHECK (num_nonnulls(withdraw_reason, withdrawn_by, withdrawn_at) IN (0, 3)),
        CONSTRAINT seal_orders_check3 CHECK (num_nonnulls(executed_at, withdrawn_at) < 2),
        CONSTRAINT seal_orders_check4 CHECK (executed_by <> entered_by)
      );
      ALTER TABLE app.seal_orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX seal_orders_task_force_id_complaint_id_idx ON app.seal_orders (task_force_id, complaint_id);
      ALTER TABLE app.seal_orders ALTER withdraw_reason SET STATISTICS 0;

      -- The certificate of a purged complaint. It is text, since its hash covers the bytes.
      CREATE TABLE app.purged_complaints (
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
      ALTER TABLE app.purged_complaints ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX purged_complaints_task_force_id_purged_at_id_idx ON app.purged_complaints (task_force_id, purged_at DESC, id DESC);

      -- The counts of a purged complaint: one row per fact, on its day, under the id of the purged record.
      CREATE TABLE app.purged_counts (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        agency_id     uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        record_id     uuid NOT NULL,
        measure       text NOT NULL,
        counted_on    date NOT NULL,
        -- Null where the fact counts elsewhere and only its tag was purged.
        n             bigint NOT NULL,
        -- The operations that the fact counts to.
        operation_ids uuid[] NOT NULL,
        facets        jsonb NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.purged_complaints (task_force_id, complaint_id)
      );
      ALTER TABLE app.purged_counts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX purged_counts_task_force_id_complaint_id_idx ON app.purged_counts (task_force_id, complaint_id);
      CREATE INDEX purged_counts_task_force_id_counted_on_idx ON app.purged_counts (task_force_id, counted_on);

      -- One table whose rows are purged with their complaint, and the condition by which they are found.
      SET LOCAL ROLE tracker_eraser;
      CREATE TYPE purge.step AS (place integer, dependent text, condition text);
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      SET LOCAL ROLE tracker_eraser;
      DROP TYPE purge.step CASCADE;
      RESET ROLE;
      DROP TABLE app.purged_counts, app.purged_complaints, app.seal_orders, app.legal_holds, app.retentions CASCADE;
    `);
  }
}
