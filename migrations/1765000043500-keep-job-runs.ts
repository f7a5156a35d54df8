import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps when jobs last ran and how far the ledger is folded, so that monitoring can read their ages. */
export class KeepJobRuns1765000043500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The last runs of jobs that any process of the installation may do, such as a backup from another machine.
      CREATE TABLE app.job_runs (
        job          text PRIMARY KEY CHECK (job IN ('backup', 'housekeeping', 'purge')),
        succeeded_at timestamptz,
        failed_at    timestamptz
      );

      SET LOCAL ROLE tracker_oversight;
      -- One row: the instant up to which every committed entry of the ledger is in the counts.
      CREATE TABLE tally.folding (
        id           boolean PRIMARY KEY DEFAULT true CHECK (id),
        caught_up_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      INSERT INTO tally.folding DEFAULT VALUES;
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      SET LOCAL ROLE tracker_oversight;
      DROP TABLE tally.folding CASCADE;
      RESET ROLE;
      DROP TABLE app.job_runs CASCADE;
    `);
  }
}
