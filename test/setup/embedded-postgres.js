import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { copySnapshotTo, saveSnapshot } from './snapshot.js';
import { transpiled } from './transpiled.js';

/**
 * An embedded Postgres as a process of its own, for tests. It writes what is going on to stdout, a JSON object a line.
 * It ends when its stdin does, so it never outlives its test run. Parameters: one JSON object with `directory`, and if
 * wanted `durable`, `ownerMakesDatabases`, `removeAtEnd`, `dropsSpecDatabases`, `usesSnapshot` (snapshot.js), and `bin`, the folder of
 * the programs.
 */
const {
  directory,
  durable = true,
  ownerMakesDatabases = false,
  removeAtEnd = false,
  dropsSpecDatabases = false,
  usesSnapshot = false,
  bin,
} = JSON.parse(process.argv[2]);

const report = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

// Ctrl-C reaches the whole process group, and the parent ends this process when it is done.
process.on('SIGINT', () => undefined);
// Nobody reads the output any more, and the cleanup runs anyway.
process.stdout.on('error', () => undefined);

const abandoned = new Promise((resolve) => {
  process.stdin.on('end', resolve).on('error', resolve).resume();
  // A cancelled run ends the processes of its group, and Postgres is in none.
  process.on('SIGTERM', resolve).on('SIGHUP', resolve);
});

try {
  const { startEmbeddedPostgres } = await import(
    pathToFileURL(await transpiled('src/platform/embedded-postgres/embedded-postgres.js')).href
  );
  const home = join(directory, 'postgres');
  const start = () => startEmbeddedPostgres({ directory, durable, bin, print: (line) => report({ say: line }) });
  const isCopy = usesSnapshot && (await copySnapshotTo(home));
  const postgres = await start().catch(async (error) => {
    if (!isCopy) throw error;
    await rm(home, { recursive: true, force: true });
    return start();
  });
  if (ownerMakesDatabases) await asAdmin(postgres.adminUrl, 'ALTER ROLE tracker_owner CREATEDB');
  if (dropsSpecDatabases) await dropDatabases(postgres.adminUrl, '^(spec_|tracker_template|tracker_draft)');
  const { ownerUrl, appUrl, authUrl, signerUrl, auditorUrl, purgeUrl, adminUrl } = postgres;
  report({ ownerUrl, appUrl, authUrl, signerUrl, auditorUrl, purgeUrl, adminUrl });
  await abandoned;
  process.stdin.destroy();
  const isComplete = usesSnapshot && !isCopy && (await hasTemplate(adminUrl));
  if (isComplete) await dropDatabases(adminUrl, '^(spec_|tracker_template_|tracker_draft)');
  await postgres.stop();
  if (isComplete) await saveSnapshot(await realpath(home));
  report({ stopped: true });
} catch (error) {
  report({ failed: error.name, message: error.message });
  process.exitCode = 1;
} finally {
  if (removeAtEnd) await removeAll();
}

/** Drops databases of specs. Those of a run with KEEP_DB=1 include the template, whose migrations may be outdated. */
async function dropDatabases(adminUrl, pattern) {
  for (const { datname } of await asAdmin(adminUrl, `SELECT datname FROM pg_database WHERE datname ~ '${pattern}'`))
    await asAdmin(adminUrl, `DROP DATABASE ${datname} WITH (FORCE)`);
}

async function hasTemplate(adminUrl) {
  return (await asAdmin(adminUrl, "SELECT FROM pg_database WHERE datname = 'tracker_template'")).length > 0;
}

async function asAdmin(connectionString, statement) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

/** The data may be elsewhere, linked from the directory. */
async function removeAll() {
  const data = await realpath(join(directory, 'postgres')).catch(() => undefined);
  if (data) await rm(data, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}
