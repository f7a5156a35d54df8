import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKeptPostgres, startTestPostgres } from './start-postgres.js';
import { build } from '../../scripts/build.mjs';

/**
 * One Postgres for the test run, on a port and in a folder of its own. Specs find it by TEST_OWNER_URL, TEST_APP_URL,
 * TEST_AUTH_URL, TEST_SIGNER_URL, TEST_AUDITOR_URL and TEST_PURGE_URL, one a role. TEST_ADMIN_URL passes row security.
 * If these are set already, that Postgres serves this run as well. With KEEP_DB=1 specs leave their databases in it.
 * TEST_RUN_FOLDER is a folder for the files of this run alone.
 */
export default async function setUp() {
  await build((line) => process.stderr.write(`${line}\n`));
  process.env.TEST_RUN_FOLDER = await mkdtemp(join(tmpdir(), 'tracker-test-'));
  if (process.env.TEST_ADMIN_URL) return;
  const { environment, postgres } = await (process.env.KEEP_DB === '1' ? startKeptPostgres() : startTestPostgres());
  Object.assign(process.env, environment);
  globalThis.postgresOfThisRun = postgres;
}
