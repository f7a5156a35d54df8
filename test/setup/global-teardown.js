import { rm } from 'node:fs/promises';
import { ofWorker } from './worker.js';

/**
 * Ends the test run's Postgres, and removes the folder of the run. If Jest has run the spec files in this very process,
 * the tracker that they shared ends first.
 */
export default async function tearDown() {
  await (await ofWorker.get('tracker'))?.app.close();
  await globalThis.postgresOfThisRun?.stop();
  await rm(process.env.TEST_RUN_FOLDER, { recursive: true, force: true });
}
