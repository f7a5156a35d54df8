import { spawn } from 'node:child_process';
import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keptFolder } from '../../scripts/develop/places.mjs';

const program = fileURLToPath(new URL('./embedded-postgres.js', import.meta.url));

/**
 * Starts embedded-postgres.js. `events` is what it reported so far, `ready` its URLs, and `exited` its exit code;
 * `stop` ends it in order. TEST_POSTGRES_BIN names the folder of other programs than npm's.
 */
export function startPostgres(parameters, spawnOptions = {}) {
  const bin = process.env.TEST_POSTGRES_BIN;
  const env = { ...process.env };
  delete env.NODE_OPTIONS;
  const child = spawn(process.execPath, [program, JSON.stringify({ bin, ...parameters })], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
    ...spawnOptions,
  });
  const events = [];
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve, reject) => {
    createInterface(child.stdout)
      .on('line', (line) => {
        const event = JSON.parse(line);
        events.push(event);
        if (event.ownerUrl) resolve(event);
        if (event.failed) reject(Object.assign(new Error(event.message), { name: event.failed }));
      })
      .on('close', () => reject(new Error('The embedded Postgres ended before it was ready.')));
  });
  // The child does not keep this process alive.
  ready.catch(() => undefined);
  const stop = () => {
    child.stdin.end();
    return exited;
  };
  return { child, events, ready, exited, stop };
}

const inMemory = '/dev/shm';

/** Free space below which the data of a test run could fill the memory of the machine. */
const minFreeBytes = 4 * 2 ** 30;

/**
 * Returns where the data of a test run are quickest: in memory, unless TMPDIR names another place. Linux's ext4
 * searches long for free inodes of thousands of files.
 */
export async function quickFolder() {
  if (process.env.TMPDIR) return tmpdir();
  const { bavail = 0, bsize = 0 } = await statfs(inMemory).catch(() => ({}));
  return bavail * bsize < minFreeBytes ? tmpdir() : inMemory;
}

/**
 * Starts a Postgres for runs of tests in a folder of its own, which is removed with it. Returns the environment by which specs
 * find it.
 */
export async function startTestPostgres() {
  const directory = await mkdtemp(join(await quickFolder(), 'tracker-tests-'));
  // Under root, Postgres runs as another user, who needs access.
  await chmod(directory, 0o711);
  const postgres = startPostgres({
    directory,
    durable: false,
    ownerMakesDatabases: true,
    removeAtEnd: true,
    usesSnapshot: true,
  });
  return { environment: environmentOf(await postgres.ready), postgres };
}

/**
 * Starts the Postgres in which specs leave their databases with KEEP_DB=1, where `npm run db:psql` finds it afterwards.
 * Databases of the run before are removed.
 */
export async function startKeptPostgres() {
  const postgres = startPostgres({
    directory: keptFolder,
    durable: false,
    ownerMakesDatabases: true,
    dropsSpecDatabases: true,
  });
  return { environment: environmentOf(await postgres.ready), postgres };
}

function environmentOf(urls) {
  const { ownerUrl, appUrl, authUrl, signerUrl, auditorUrl, purgeUrl, adminUrl } = urls;
  return {
    TEST_OWNER_URL: ownerUrl,
    TEST_APP_URL: appUrl,
    TEST_AUTH_URL: authUrl,
    TEST_SIGNER_URL: signerUrl,
    TEST_AUDITOR_URL: auditorUrl,
    TEST_PURGE_URL: purgeUrl,
    TEST_ADMIN_URL: adminUrl,
  };
}
