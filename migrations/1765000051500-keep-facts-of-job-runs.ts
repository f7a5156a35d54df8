import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the numbers of the last run of a job, such as the space that backups use, so that monitoring can read them. */
export class KeepFactsOfJobRuns1765000051500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.job_runs ADD COLUMN facts jsonb CONSTRAINT job_runs_facts_check CHECK (jsonb_typeof(facts) = 'object');
      DROP FUNCTION IF EXISTS app.record_job_run(text, boolean);
      DROP FUNCTION IF EXISTS app.job_ages();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION IF EXISTS app.record_job_run(text, boolean, jsonb);
      DROP FUNCTION IF EXISTS app.job_ages();
      ALTER TABLE app.job_runs DROP COLUMN facts;
    `);
  }
}
