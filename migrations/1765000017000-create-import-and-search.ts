import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports with their staging tables, the search index and saved views. */
export class CreateImportAndSearch1765000017000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.import_batches (
        id               uuid PRIMARY KEY,
        -- Null: begun at the national seat, which manages agencies of any task force.
        task_force_id    uuid REFERENCES app.task_forces,
        -- Null: begun above the agencies.
        agency_id        uuid,
        kind             text NOT NULL CHECK (kind IN ('complaints', 'suspects', 'arrests', 'agencies')),
        mapping          jsonb NOT NULL,
        leaves_out_other boolean NOT NULL,
        state            text NOT NULL CHECK (state IN ('awaiting_file', 'receiving', 'failed', 'checked', 'committing', 'committed',
                           'interrupted')),
        format           text CHECK (format IN ('csv', 'ndjson', 'xlsx')),
        file_digest      bytea CHECK (length(file_digest) = 32),
        file_bytes       bigint CHECK (file_bytes >= 0),
        rows             integer NOT NULL CHECK (rows >= 0),
        ready            integer NOT NULL CHECK (ready >= 0),
        known            integer NOT NULL CHECK (known >= 0),
        faulty           integer NOT NULL CHECK (faulty >= 0),
        logged           integer NOT NULL CHECK (logged >= 0),
        started_by         uuid NOT NULL REFERENCES app.accounts,
        started_at         timestamptz(3) NOT NULL,
        committed_by     uuid REFERENCES app.accounts,
        ended_at         timestamptz(3),
        version          integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CONSTRAINT import_batches_check1 CHECK ((state IN ('failed', 'committed')) = (ended_at IS NOT NULL)),
        CHECK ((state IN ('committing', 'committed', 'interrupted')) = (committed_by IS NOT NULL))
      );
      ALTER TABLE app.import_batches ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX import_batches_task_force_id_started_at_id_idx ON app.import_batches (task_force_id, started_at DESC, id DESC);

      -- Rows that are ready to be committed, written and deleted together with the progress of their batch.
      CREATE TABLE staging.import_rows (
        batch_id    uuid NOT NULL,
        row         integer NOT NULL,
        id          uuid NOT NULL,
        natural_key text NOT NULL,
        digest      bytea NOT NULL,
        record      jsonb NOT NULL,
        parts       jsonb NOT NULL,
        staged_at   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (batch_id, "row"),
        UNIQUE (batch_id, natural_key)
      );
      ALTER TABLE staging.import_rows ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX import_rows_staged_at_idx ON staging.import_rows USING brin (staged_at);

      -- A fault of a row and its column, never the value.
      CREATE TABLE staging.import_faults (
        batch_id  uuid NOT NULL,
        row       integer NOT NULL,
        "column"  text NOT NULL,
        detail    text NOT NULL,
        staged_at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE staging.import_faults ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX import_faults_batch_id_row_idx ON staging.import_faults (batch_id, row);
      CREATE INDEX import_faults_staged_at_idx ON staging.import_faults USING brin (staged_at);

      CREATE TABLE search.complaints (
        -- No key: triggers on app.complaints delete the row.
        complaint_id      uuid PRIMARY KEY,
        task_force_id     uuid NOT NULL,
        agency_id         uuid NOT NULL,
        working_agency_id uuid,
        is_sealed         boolean NOT NULL,
        reference         text COLLATE "C" NOT NULL,
        received_at       timestamptz(3) NOT NULL,
        received_on       date NOT NULL,
        state             text NOT NULL,
        type              text,
        source            text NOT NULL,
        -- The stems of the narrative's words, with the owner and the month of receipt.
        words             tsvector NOT NULL
      ) WITH (fillfactor = 90);
      ALTER TABLE search.complaints ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX complaints_task_force_id_reference_idx ON search.complaints (task_force_id, reference);
      CREATE INDEX complaints_words_idx ON search.complaints USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 256);

      CREATE TABLE search.names (
        -- The suspect, the alias or the reported person.
        record_id     uuid PRIMARY KEY,
        kind          text NOT NULL CHECK (kind IN ('suspect', 'alias', 'reported_person')),
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        -- Each word as written, by sound, and with one letter less, within its task force, and the agency of the complaint.
        keys          tsvector NOT NULL
      );
      ALTER TABLE search.names ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX names_complaint_id_idx ON search.names (complaint_id);
      CREATE INDEX names_keys_idx ON search.names USING gin (keys) WITH (fastupdate = on, gin_pending_list_limit = 256);

      CREATE TABLE search.common_values (
        task_force_id uuid NOT NULL,
        kind          text NOT NULL,
        normalised    text COLLATE "C" NOT NULL,
        PRIMARY KEY (task_force_id, normalised, kind)
      );

      CREATE TABLE search.commonness_runs (
        task_force_id uuid PRIMARY KEY,
        computed_at   timestamptz(3) NOT NULL
      );

      CREATE TABLE app.saved_views (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        -- The seat of the author; null at the seat of the task force.
        agency_id     uuid,
        saved_by      uuid NOT NULL REFERENCES app.accounts,
        saved_at      timestamptz(3) NOT NULL,
        shared_with   text NOT NULL CHECK (shared_with IN ('nobody', 'agency', 'task_force')),
        name          text NOT NULL,
        -- Null where the view lists complaints by its filters alone.
        text          text,
        filters       jsonb NOT NULL,
        ended_at      timestamptz(3),
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (shared_with <> 'agency' OR agency_id IS NOT NULL)
      );
      ALTER TABLE app.saved_views ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX saved_views_task_force_id_saved_at_id_idx ON app.saved_views (task_force_id, saved_at, id) WHERE ended_at IS NULL;
      CREATE INDEX saved_views_saved_by_idx ON app.saved_views (saved_by) WHERE ended_at IS NULL;
      ALTER TABLE app.saved_views ALTER name SET STATISTICS 0, ALTER text SET STATISTICS 0;

      CREATE UNLOGGED TABLE quota.case_texts (
        -- No key: the purge follows all keys to complaints with a role that has no right here. A trigger deletes the row.
        complaint_id uuid PRIMARY KEY,
        on_day       date NOT NULL,
        characters   bigint NOT NULL
      ) WITH (fillfactor = 80);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE quota.case_texts, app.saved_views, search.commonness_runs, search.common_values, search.names, search.complaints,
        staging.import_faults, staging.import_rows, app.import_batches CASCADE;
    `);
  }
}
