import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail: entries by month, the chain of each task force, its signed heads and the archives. */
export class CreateAuditTrail1765000003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE audit.entries_seq_seq;
      -- The place of an entry in the order in which the trail is read.
      CREATE TYPE audit.entry_key AS (at timestamptz, seq bigint);

      -- The audit trail, one partition a month.
      CREATE TABLE audit.entries (
        seq           bigint NOT NULL DEFAULT nextval('audit.entries_seq_seq'),
        at            timestamptz NOT NULL DEFAULT now(),
        transaction   xid8 NOT NULL DEFAULT pg_current_xact_id(),
        account_id    uuid,
        session_id    uuid,
        role          text,
        actor_agency  uuid,
        task_force_id uuid,
        action        text NOT NULL,
        subject       uuid,
        complaint_id  uuid,
        outcome       text NOT NULL DEFAULT 'done',
        reason        text,
        request_id    text,
        address       inet,
        source        text,
        row_id        uuid,
        was           jsonb,
        became        jsonb,
        -- Columns written whose values the trail does not repeat.
        withheld      text[],
        -- The records that a read returned.
        records       uuid[],
        follows       boolean NOT NULL DEFAULT false,
        PRIMARY KEY (at, seq),
        CONSTRAINT entries_outcome_check1 CHECK (outcome IN ('done', 'refused'))
      ) PARTITION BY RANGE (at);
      CREATE INDEX entries_complaint_id_seq_idx ON audit.entries (complaint_id, seq) WHERE complaint_id IS NOT NULL;
      CREATE INDEX entries_account_id_at_seq_idx ON audit.entries (account_id, at, seq) WHERE account_id IS NOT NULL;
      CREATE INDEX entries_task_force_id_at_seq_idx ON audit.entries (task_force_id, at, seq);
      CREATE INDEX entries_actor_agency_at_seq_idx ON audit.entries (actor_agency, at, seq) WHERE actor_agency IS NOT NULL;
      CREATE INDEX entries_action_task_force_id_at_seq_idx ON audit.entries (action, task_force_id, at, seq);
      CREATE INDEX entries_refused_at_seq_idx ON audit.entries (at, seq) INCLUDE (action, account_id, actor_agency, task_force_id,
        complaint_id) WHERE outcome = 'refused';
      CREATE INDEX entries_subject_at_seq_idx ON audit.entries (subject, at, seq) WHERE subject IS DISTINCT FROM complaint_id;
      CREATE INDEX entries_row_id_idx ON audit.entries (row_id) WHERE row_id IS DISTINCT FROM subject;
      CREATE INDEX entries_records_idx ON audit.entries USING gin (records) WHERE records IS NOT NULL;

      -- Takes the entries of a month without a partition, so none fails.
      CREATE TABLE audit.entries_default PARTITION OF audit.entries DEFAULT;

      -- One transaction's entries about one task force, or under the nil id about none. The digest covers the digests of the entries, the hash
      -- the hash before, the position and the digest.
      CREATE TABLE audit.links (
        chain       uuid NOT NULL,
        position    bigint NOT NULL CHECK (position > 0),
        at          timestamptz NOT NULL,
        transaction xid8 NOT NULL,
        first_seq   bigint NOT NULL,
        last_seq    bigint NOT NULL,
        entries     integer NOT NULL CHECK (entries > 0),
        digest      bytea NOT NULL,
        hash        bytea NOT NULL,
        PRIMARY KEY (chain, "position")
      );
      CREATE INDEX links_at_first_seq_idx ON audit.links (at, first_seq);

      -- The newest link of each chain. The writer of the next link locks this row until the commit.
      CREATE TABLE audit.heads (
        chain       uuid PRIMARY KEY,
        position    bigint NOT NULL,
        at          timestamptz NOT NULL,
        transaction xid8 NOT NULL,
        first_seq   bigint NOT NULL,
        last_seq    bigint NOT NULL,
        entries     integer NOT NULL,
        digest      bytea NOT NULL,
        hash        bytea NOT NULL,
        CONSTRAINT links_entries_check CHECK (entries > 0),
        CONSTRAINT links_position_check CHECK ("position" > 0)
      ) WITH (fillfactor = 50);

      CREATE TABLE audit.signatures (
        chain     uuid NOT NULL,
        position  bigint NOT NULL,
        hash      bytea NOT NULL,
        signed_at timestamptz NOT NULL,
        key_id    text NOT NULL,
        signature bytea NOT NULL,
        PRIMARY KEY (chain, "position"),
        FOREIGN KEY (chain, "position") REFERENCES audit.links (chain, "position")
      );

      -- The months whose entries are in a file. Their links stay in the database.
      CREATE TABLE audit.archives (
        month       date PRIMARY KEY CHECK (month = date_trunc('month', month::timestamp)::date),
        entries     bigint NOT NULL,
        links       bigint NOT NULL,
        file_digest bytea NOT NULL,
        archived_at timestamptz NOT NULL DEFAULT now(),
        -- Guards against mistakes of the owner. audit.archive, the verifier and the signer check the same.
        CHECK (archived_at AT TIME ZONE 'UTC' >= month::timestamp + interval '1 month' + interval '366 days')
      );

      CREATE TABLE audit.archive_signatures (
        month     date PRIMARY KEY REFERENCES audit.archives (month),
        signed_at timestamptz NOT NULL,
        key_id    text NOT NULL,
        signature bytea NOT NULL
      );

      ALTER SEQUENCE audit.entries_seq_seq OWNED BY audit.entries.seq;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE audit.archive_signatures, audit.archives, audit.signatures, audit.heads, audit.links, audit.entries_default, audit.entries CASCADE;
      DROP TYPE audit.entry_key CASCADE;
    `);
  }
}
