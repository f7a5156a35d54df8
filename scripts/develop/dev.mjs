/**
 * Serves the tracker while it is changed: `npm run dev`. Changed files below `src`, `migrations` and `database` are
 * compiled, and the tracker starts again on the same Postgres. `-- --demo` serves the demo's data, `-- --inspect` lets
 * a debugger attach. Types are not checked: `npm run typecheck -- --watch` does that. Vite serves the console at an
 * address of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serveConsole } from '../../console/scripts/serve.mjs';
import { build, BuildFailed, root } from '../build.mjs';
import { prepare } from '../launch.mjs';
import { built, refuseProduction, startPostgres } from './places.mjs';

/** Editors write a file in several steps, and a branch that is checked out changes many. */
const quietMs = 60;
const maxStopMs = 1000;

const say = (line) => process.stdout.write(`${line}\n`);
const asked = process.argv.slice(2);
let entry = asked.includes('--demo') ? 'dist/src/demo/main.js' : 'dist/src/main.js';
const inspect = asked.includes('--inspect') ? 9229 : undefined;
const standbyProgram = fileURLToPath(new URL('standby.mjs', import.meta.url));

await prepare(say);
refuseProduction('npm run dev');
const port = process.env.PORT || '3000';
const postgres = process.env.DATABASE_URL ? null : await startPostgres(process.env.DATA_DIRECTORY || '.data');
const { errorCauseText } = await built('platform/logs/error-cause.js');
let next = standBy();
let tracker = start();
const first = tracker;
let consoleServer;
let isEnding = false;
let isWaiting = false;
let working = Promise.resolve();

const watched = new Map();
watchFolders();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end());

/** Watches each folder of the sources. A folder also reports a file that takes another's name, as editors save. */
function watchFolders() {
  const folders = new Set(
    ['src', 'migrations', 'database'].flatMap((top) => [join(root, top), ...foldersBelow(join(root, top))]),
  );
  for (const [folder, watcher] of watched) {
    if (folders.has(folder)) continue;
    watcher.close();
    watched.delete(folder);
  }
  for (const folder of folders) {
    if (watched.has(folder)) continue;
    // A removed folder ends its watcher with an error, and is found missing at the next look.
    watched.set(folder, watch(folder, noticed).on('error', noticed));
  }
}

function foldersBelow(top) {
  const entries = readdirSync(top, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

function noticed() {
  if (isWaiting || isEnding) return;
  isWaiting = true;
  working = working
    .then(() => delay(quietMs))
    .then(restart)
    .catch(fail);
}

async function restart() {
  isWaiting = false;
  if (isEnding) return;
  const began = performance.now();
  watchFolders();
  const compiled = await rebuild();
  if (compiled === null || compiled.length === 0) return;
  say(`${compiled.length === 1 ? compiled[0] : `${compiled.length} files`} changed. The tracker restarts.`);
  if (compiled.some((file) => file.startsWith('migrations')))
    say('A migration that has run does not run again. After changing one, stop this and run `npm run db:reset`.');
  await stop(tracker);
  next ??= standBy();
  tracker = start(began);
}

/** Returns the compiled sources, or null where one cannot be compiled. */
async function rebuild() {
  try {
    return await build(say, { withConsole: false });
  } catch (fault) {
    if (!(fault instanceof BuildFailed)) throw fault;
    say('The build failed. The tracker still runs the code before this change.');
    return null;
  }
}

/** Starts the tracker in the process that stands by, and another one to stand by. `began` is when the change was noticed. */
function start(began = performance.now()) {
  const child = next;
  child.once('exit', (code) => {
    if (!child.isStopping) say(`The tracker ended with code ${code}. Save a file, and it starts again.`);
  });
  createInterface(child.stdout).on('line', (line) => {
    say(readable(line));
    if (!line.includes('is ready on')) return;
    say(
      `Ready ${((performance.now() - began) / 1000).toFixed(1)} s after ${tracker === first ? 'the start' : 'the change'}.`,
    );
    consoleServer ??= showConsole();
    entry = 'dist/src/main.js';
    next ??= standBy();
  });
  next = null;
  child.send({ inspect });
  return child;
}

async function showConsole() {
  try {
    const served = await serveConsole(`http://localhost:${port}`);
    say(`The console is at ${served.address}, from its sources.`);
    return served;
  } catch (fault) {
    say(`The console cannot be served from its sources: ${fault.message}`);
    return null;
  }
}

function standBy() {
  const urls = postgres && {
    DATABASE_URL: postgres.appUrl,
    DATABASE_AUTH_URL: postgres.authUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
  };
  const cache = join(root, 'node_modules/.cache/node');
  return spawn(process.execPath, ['--enable-source-maps', standbyProgram, join(root, 'dist'), join(root, entry)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: cache, ...process.env, PORT: port, ...urls },
  });
}

function readable(line) {
  if (!line.startsWith('{') || !line.includes('"cause":')) return line;
  const { cause, ...entry } = JSON.parse(line);
  return `${JSON.stringify({ ...entry, at: undefined })}\n${errorCauseText(cause)}`;
}

async function stop(child) {
  child.isStopping = true;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), maxStopMs);
  await exited;
  clearTimeout(timer);
}

function fail(fault) {
  process.stderr.write(`${fault.stack}\n`);
  void end(1);
}

async function end(code = 0) {
  if (isEnding) return;
  isEnding = true;
  await Promise.all([stop(tracker), next && stop(next), consoleServer?.then((served) => served?.close())]);
  await postgres?.stop();
  process.exit(code);
}
