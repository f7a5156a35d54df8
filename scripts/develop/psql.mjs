/**
 * Opens a database as its superuser, past row security: `npm run db:psql`. Without DATABASE_URL it is the embedded one
 * in DATA_DIRECTORY, started unless a tracker runs on it. `-- --kept spec_…` opens what a spec left with KEEP_DB=1.
 * Other arguments are for psql; without it, a small prompt takes its place.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { prepare } from '../launch.mjs';
import { end } from '../preflight.mjs';
import { built, keptFolder, refuseProduction, say, startPostgres } from './places.mjs';

await prepare(say);
refuseProduction('db:psql');
const rest = process.argv.slice(2);
const at = rest.indexOf('--kept');
const [, kept] = at < 0 ? [] : rest.splice(at, 2);
if (at >= 0 && !/^spec_[0-9a-f]{16}$/.test(kept ?? ''))
  end('Name the database after --kept, such as spec_0123456789abcdef.');

const { url, stop } = await opened();
say(`Open at ${url}`);
// Ctrl-C ends the statement that runs and not its prompt.
process.on('SIGINT', () => undefined);
const psql = findPsql();
if (psql === null)
  say('psql is not installed. This is a small prompt. End a statement with a semicolon, and leave with \\q.');
process.exitCode = await (psql === null ? prompt() : runPsql(psql));
await stop();

async function opened() {
  const none = async () => undefined;
  const { DATABASE_URL, DATABASE_OWNER_URL, DATA_DIRECTORY = '.data' } = process.env;
  if (kept === undefined && DATABASE_URL) return { url: DATABASE_OWNER_URL || DATABASE_URL, stop: none };
  const { runningServerUrl } = await built('platform/embedded-postgres/running-server-url.js');
  const directory = kept === undefined ? DATA_DIRECTORY : keptFolder;
  const running = await runningServerUrl(directory, 'superuser', kept);
  if (running !== undefined) return { url: running, stop: none };
  const postgres = await startPostgres(directory);
  return { url: await runningServerUrl(directory, 'superuser', kept), stop: () => postgres.stop() };
}

function findPsql() {
  const folders = [process.env.POSTGRES_BIN ?? '', ...(process.env.PATH ?? '').split(delimiter)].filter(Boolean);
  const names = folders.map((folder) => join(folder, process.platform === 'win32' ? 'psql.exe' : 'psql'));
  return names.find(isProgram) ?? null;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function prompt() {
  const { openPrompt } = await import('./prompt.mjs');
  return openPrompt(url, rest);
}

function runPsql(program) {
  return new Promise((resolve) => {
    spawn(program, [url, ...rest], { stdio: 'inherit' })
      .once('error', () => resolve(1))
      .once('exit', resolve);
  });
}
