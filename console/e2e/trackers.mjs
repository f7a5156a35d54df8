import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { dataFolderOf, portOf } from './locations.mjs';

/**
 * Starts as many demos as its argument says. Each worker of the browser tests has its own, so no test sees the records of another at the
 * same time. The first loads its data, and the others have a copy. Prints `ready` when all answer, and ends them when it is ended.
 */
const trackers = Number(process.argv[2]);

const root = fileURLToPath(new URL('../..', import.meta.url));
const children = new Set();
let isEnding = false;
for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGINT', 130],
])
  process.on(signal, () => {
    isEnding = true;
    process.exitCode = code;
    endChildren();
    exitWithoutChildren();
  });
process.on('exit', endChildren);

const [first, ...others] = Array.from({ length: trackers }, (_, index) => index);
for (const index of [first, ...others]) await rm(dataFolderOf(index), { recursive: true, force: true });
// Two starts at once would both build.
await build((line) => process.stderr.write(`${line}\n`));
const loader = await start(first);
if (others.length > 0) {
  // Postgres must have ended before its files are copied.
  loader.kill('SIGTERM');
  await once(loader, 'exit');
  // They have an owner of their own if root runs the tests.
  for (const index of others) await promisify(execFile)('cp', ['-a', dataFolderOf(first), dataFolderOf(index)]);
  await Promise.all([first, ...others].map(start));
}
process.stdout.write('ready\n');

function endChildren() {
  for (const child of children) child.kill('SIGTERM');
}

/** Exits once no demo is left, because each stops its Postgres first. */
function exitWithoutChildren() {
  if (children.size === 0) process.exit();
}

/** Starts a demo, and returns its process when all data are loaded. */
async function start(index) {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(portOf(index)),
      DATA_DIRECTORY: dataFolderOf(index),
      LOG_LEVEL: 'warn',
    },
  });
  children.add(child);
  await new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      children.delete(child);
      if (isEnding) exitWithoutChildren();
      if (code !== 0) process.stderr.write(`Tracker ${index} ended with ${signal ?? code}.\n`);
      reject(new Error(`Tracker ${index} ended before it was ready.`));
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('The tracker is ready')) resolve();
    });
  });
  return child;
}
