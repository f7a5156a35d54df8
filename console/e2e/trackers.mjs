import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build.mjs';
import { dataFolderOf, portOf } from './places.mjs';

/**
 * Starts as many demos as its argument says. Each worker of the browser tests has its own, so no test sees the records of another at the
 * same time. Prints `ready` when all answer, and ends them when it is ended.
 */
const trackers = Number(process.argv[2]);

const root = fileURLToPath(new URL('../..', import.meta.url));

// Two starts at once would both build.
await build((line) => process.stderr.write(`${line}\n`));
const children = await Promise.all(Array.from({ length: trackers }, (_, index) => start(index)));
for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM');
  });
await Promise.all(children.map((_, index) => answers(index)));
process.stdout.write('ready\n');

async function start(index) {
  await rm(dataFolderOf(index), { recursive: true, force: true });
  const child = spawn(process.execPath, ['scripts/start.mjs', '--demo'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: String(portOf(index)),
      DATA_DIRECTORY: dataFolderOf(index),
      LOG_LEVEL: 'warn',
    },
  });
  child.on('exit', (code, signal) => {
    if (code !== 0) process.stderr.write(`Tracker ${index} ended with ${signal ?? code}.\n`);
  });
  return child;
}

async function answers(index) {
  while (children[index].exitCode === null) {
    const answer = await fetch(`http://localhost:${portOf(index)}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.exit(1);
}
