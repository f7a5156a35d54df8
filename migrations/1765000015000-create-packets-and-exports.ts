import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Case packets, exports and the register of publications. */
export class CreatePacketsAndExports1765000015000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.packets (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        complaint_id     uuid,
        investigation_id uuid,
        rendering        text NOT NULL CHECK (rendering IN ('sealed', 'redacted')),
        recipient        text NOT NULL,
        purpose          text NOT NULL,
        complaints       integer NOT NULL CHECK (complaints > 0),
        bytes            integer NOT NULL CHECK (bytes > 0),
        sha256           bytea NOT NULL CHECK (length(sha256) = 32),
        created_by          uuid NOT NULL REFERENCES app.accounts,
        created_at          timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
        CHECK (num_nonnulls(complaint_id, investigation_id) = 1)
      );
      ALTER TABLE app.packets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX packets_task_force_id_complaint_id_idx ON app.packets (task_force_id, complaint_id) WHERE complaint_id IS NOT NULL;
      CREATE INDEX packets_task_force_id_investigation_id_idx ON app.packets (task_force_id, investigation_id) WHERE investigation_id IS NOT NULL;
      CREATE INDEX packets_task_force_id_created_at_id_idx ON app.packets (task_force_id, created_at DESC, id DESC);
      ALTER TABLE app.packets ALTER recipient SET STATISTICS 0, ALTER purpose SET STATISTICS 0;

      CREATE TABLE app.exports (
        id            uuid PRIMARY KEY,
        -- Null: made at the national seat.
        task_force_id uuid REFERENCES app.task_forces,
        agency_id     uuid,
        report        text NOT NULL CHECK (report IN ('totals', 'operation', 'timeliness', 'backlog', 'disclosures', 'performance_report', 'records')),
        format        text NOT NULL CHECK (format IN ('csv', 'xlsx', 'json', 'pdf')),
        handling      text NOT NULL CHECK (handling IN ('unit_only', 'law_enforcement_sensitive', 'public_release')),
        purpose       text NOT NULL,
        state         text NOT NULL CHECK (state IN ('started', 'complete', 'failed')),
        rows          integer CHECK (rows >= 0),
        bytes         bigint CHECK (bytes > 0),
        sha256        bytea CHECK (length(sha256) = 32),
        created_by       uuid NOT NULL REFERENCES app.accounts,
        started_at      timestamptz(3) NOT NULL,
        ended_at      timestamptz(3),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (task_force_id IS NOT NULL OR agency_id IS NULL),
        CONSTRAINT exports_check1 CHECK (num_nulls(rows, bytes, sha256) = CASE WHEN state = 'complete' THEN 0 ELSE 3 END),
        CONSTRAINT exports_check2 CHECK ((ended_at IS NULL) = (state = 'started'))
      );
      ALTER TABLE app.exports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX exports_created_by_started_at_id_idx ON app.exports (created_by, started_at DESC, id DESC);
      CREATE INDEX exports_task_force_id_started_at_id_idx ON app.exports (task_force_id, started_at DESC, id DESC);
      ALTER TABLE app.exports ALTER purpose SET STATISTICS 0;

      CREATE TABLE app.publications (
        id            uuid PRIMARY KEY,
        -- Null: published at the national seat.
        task_force_id uuid REFERENCES app.task_forces,
        agency_id     uuid,
        report        text NOT NULL CHECK (report IN ('totals', 'operation', 'performance_report', 'press_release')),
        measures      text[] NOT NULL,
        -- The published numbers, and whether each was shown or suppressed.
        cells         jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'array'),
        -- The records as the publication makes them known.
        records       jsonb NOT NULL CHECK (jsonb_typeof(records) = 'array'),
        published_by  uuid NOT NULL REFERENCES app.accounts,
        published_at  timestamptz(3) NOT NULL,
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (task_force_id IS NOT NULL OR agency_id IS NULL)
      );
      ALTER TABLE app.publications ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.publications, app.exports, app.packets CASCADE;
    `);
  }
}
