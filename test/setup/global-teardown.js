/** Ends the test run's Postgres and removes its folder; it does both by itself when the run is killed. */
export default async function tearDown() {
  await globalThis.postgresOfThisRun?.stop();
}
