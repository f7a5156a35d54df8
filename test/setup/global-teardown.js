import { ofWorker } from './worker.js';

/**
 * Ends the test run's Postgres and removes its folder; it does both by itself when the run is killed. If Jest has run the spec files in
 * this very process, the tracker that they shared ends first.
 */
export default async function tearDown() {
  await (await ofWorker.get('tracker'))?.app.close();
  await globalThis.postgresOfThisRun?.stop();
}
