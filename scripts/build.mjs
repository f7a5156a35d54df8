import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const stampFile = join(root, 'dist', '.built-from');
const lockFile = join(root, 'node_modules', '.tracker-build');

/** Builds what is stale: when `dist` was not built from the sources as they are now, or the entry is missing. */
export async function buildIfStale(entry, say) {
  if (await isFresh(entry)) return;
  await alone(say, async () => {
    if (await isFresh(entry)) return;
    say('Building the tracker …');
    const began = performance.now();
    const stamp = await stampOfSources();
    await rm(stampFile, { force: true });
    await nestBuild();
    await writeFile(stampFile, stamp);
    say(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  });
}

async function isFresh(entry) {
  if (!existsSync(join(root, entry))) return false;
  const built = await readFile(stampFile, 'utf8').catch(() => '');
  return built === (await stampOfSources());
}

/** A hash over all that the build reads: what a checkout, a copy or an editor does to times does not matter. */
async function stampOfSources() {
  const hash = createHash('sha256');
  const top = (await readdir(root)).filter((name) => /^(tsconfig.*|nest-cli|package-lock)\.json$/.test(name));
  const files = [...top, ...(await filesBelow('src')), ...(await filesBelow('migrations'))].sort();
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(root, file)));
  return hash.digest('hex');
}

async function filesBelow(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

/** Nest's own compiler, of this checkout: nothing has to be installed anywhere else. */
async function nestBuild() {
  const nest = createRequire(import.meta.url).resolve('@nestjs/cli/bin/nest.js');
  const child = spawn(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (...ended) => resolve(ended));
  });
  process.off('SIGINT', pass).off('SIGTERM', pass);
  if (signal) process.kill(process.pid, signal);
  if (code !== 0) throw new BuildFailed();
}

/** The compiler has said why. */
export class BuildFailed extends Error {}

/** One build at a time in a checkout: the second waits, and finds it done. */
async function alone(say, work) {
  for (let waited = 0; !(await takeLock()); waited += 1) {
    if (waited === 0) say('Waiting for another build of this checkout …');
    await delay(200);
  }
  try {
    await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/** A lock counts for as long as its holder lives, and never for longer than any build takes. */
async function takeLock() {
  try {
    await writeFile(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(lockFile, 'utf8').catch(() => ''));
  const { mtimeMs } = await stat(lockFile).catch(() => ({ mtimeMs: Date.now() }));
  if ((holder > 0 && !isAlive(holder)) || Date.now() - mtimeMs > 120_000) await rm(lockFile, { force: true });
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
