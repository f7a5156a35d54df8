/**
 * Measures how long `npm run dev` takes from a save to the changed answer, in a copy of the checkout.
 * `npm run bench:dev`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.ROUNDS ?? 5);
const copy = await mkdtemp(join(tmpdir(), 'tracker-dev-'));
const probe = join(copy, 'src/platform/health/health.controller.ts');

// What is built or installed is left out: `npm run dev` builds, and the modules are linked.
const leftOut = new Set(['node_modules', '.git', '.data', 'dist']);
for (const name of (await readdir(root)).filter((entry) => !leftOut.has(entry)))
  await cp(join(root, name), join(copy, name), { recursive: true, filter: (from) => !leftOut.has(basename(from)) });
for (const modules of ['node_modules', 'console/node_modules']) await symlink(join(root, modules), join(copy, modules));
const port = await freePort();
const env = { ...process.env, DATABASE_URL: '', DATA_DIRECTORY: join(copy, '.data'), PORT: String(port) };
const dev = spawn(process.execPath, [join(copy, 'scripts/develop/dev.mjs')], {
  cwd: copy,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await answered('up');
  const source = await readFile(probe, 'utf8');
  const took = [];
  for (let round = 1; round <= rounds; round += 1) {
    // Simulates the time in which an engineer reads the answer.
    await delay(5000);
    const began = performance.now();
    await writeFile(probe, source.replaceAll(`'up'`, `'round ${round}'`));
    await answered(`round ${round}`);
    took.push((performance.now() - began) / 1000);
    console.log(`round ${round}: ${took.at(-1).toFixed(2)} s`);
  }
  console.log(
    `middle: ${took.sort((a, b) => a - b)[Math.floor(rounds / 2)].toFixed(2)} s from save to the changed answer`,
  );
} finally {
  if (dev.kill('SIGINT')) await once(dev, 'exit');
  const data = await realpath(join(copy, '.data/postgres')).catch(() => copy);
  await rm(data, { recursive: true, force: true });
  await rm(copy, { recursive: true, force: true });
}

async function answered(status) {
  for (;;) {
    if (dev.exitCode !== null) throw new Error('npm run dev ended by itself');
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`)
      .then((response) => response.json())
      .catch(() => null);
    if (answer?.status === status) return;
    await delay(20);
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}
