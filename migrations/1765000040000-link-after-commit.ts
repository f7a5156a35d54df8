import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets a link cover the entries of many transactions, so that it is made after their commits. */
export class LinkAfterCommit1765000040000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A link of many transactions covers the entries from at to last_at, and its digest is the root of a Merkle tree. An earlier link has
      -- one transaction, at one instant.
      ALTER TABLE audit.links ADD last_at timestamptz, ADD transactions xid8[], ALTER transaction DROP NOT NULL;
      ALTER TABLE audit.links ADD CONSTRAINT links_transactions_check
        CHECK ((transaction IS NULL) = (transactions IS NOT NULL) AND (transaction IS NULL) = (last_at IS NOT NULL)) NOT VALID;
      ALTER TABLE audit.heads ALTER transaction DROP NOT NULL;

      -- The first entry of each statement without a link. The transaction of the entries adds the row, and that of their link deletes it.
      CREATE TABLE audit.unlinked_entries (
        at          timestamptz NOT NULL,
        transaction xid8 NOT NULL,
        seq         bigint NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

      -- One row: the instant up to which every committed entry has a link.
      CREATE TABLE audit.sequencer (
        id           boolean PRIMARY KEY DEFAULT true CHECK (id),
        caught_up_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      INSERT INTO audit.sequencer DEFAULT VALUES;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE audit.unlinked_entries, audit.sequencer CASCADE;
      ALTER TABLE audit.links DROP CONSTRAINT links_transactions_check, DROP last_at, DROP transactions, ALTER transaction SET NOT NULL;
      ALTER TABLE audit.heads ALTER transaction SET NOT NULL;
    `);
  }
}
