import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './start-postgres.js';

/**
 * One Postgres for the test run, on a port and in a folder of its own. Specs find it by TEST_OWNER_URL, whose role may
 * create databases, TEST_APP_URL and TEST_DOOR_URL for serving, TEST_SEALER_URL and TEST_AUDITOR_URL for the trail,
 * TEST_PURGE_URL for purging, and TEST_ADMIN_URL for arranging and looking past row security.
 */
export default async function setUp() {
  const directory = await mkdtemp(join(tmpdir(), 'tracker-tests-'));
  // For root's sake: Postgres then runs as somebody else, who has to get through.
  await chmod(directory, 0o711);
  const postgres = startPostgres({ directory, durable: false, ownerMakesDatabases: true, removeAtEnd: true });
  const { ownerUrl, appUrl, doorUrl, sealerUrl, auditorUrl, purgeUrl, adminUrl } = await postgres.ready;
  process.env.TEST_OWNER_URL = ownerUrl;
  process.env.TEST_APP_URL = appUrl;
  process.env.TEST_DOOR_URL = doorUrl;
  process.env.TEST_SEALER_URL = sealerUrl;
  process.env.TEST_AUDITOR_URL = auditorUrl;
  process.env.TEST_PURGE_URL = purgeUrl;
  process.env.TEST_ADMIN_URL = adminUrl;
  globalThis.postgresOfThisRun = postgres;
}
