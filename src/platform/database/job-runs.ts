import type { Database } from './database.js';

/**
 * Jobs whose last run is in the database, because any process of the installation may do them. A backup is recorded by
 * the program that makes it.
 */
export const recordedJobs = ['backup', 'housekeeping', 'purge'] as const;
export type RecordedJob = (typeof recordedJobs)[number];

/** Statement that records a run: the job, and whether it succeeded. */
export const recordJobRun = 'SELECT app.record_job_run($1, $2)';

export async function recordRunOf(database: Database, job: RecordedJob, isSuccess: boolean): Promise<void> {
  await database.runAsSystem((tx) => tx.query(recordJobRun, [job, isSuccess]));
}
