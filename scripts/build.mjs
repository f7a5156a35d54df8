import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isConsoleStale } from '../console/scripts/build.mjs';
import { compile, dist, root, SyntaxFault } from './compile.mjs';

export { root };

const lockFile = join(dist, '.compiling');
const maxBuildMs = 120_000;

/**
 * Brings `dist` up to date with the sources and returns those it compiled. Another build of this checkout is waited
 * for. The console is built beside the server unless `withConsole` is false.
 */
export async function build(say, { withConsole = true } = {}) {
  await mkdir(dist, { recursive: true });
  for (let waited = 0; !(await takeLock()); waited += 1) {
    if (waited === 10) say('Waiting for another build of this checkout …');
    await delay(100);
  }
  try {
    const began = performance.now();
    const [compiled, isConsoleBuilt] = await Promise.all([compile(), withConsole && buildConsole()]);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const parts = [compiled.length > 0 && `${compiled.length} files`, isConsoleBuilt && 'the console'].filter(Boolean);
    if (parts.length > 0) say(`Built ${parts.join(' and ')} in ${seconds} s.`);
    return compiled;
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    say(error.message);
    throw new BuildFailed('The tracker could not be built.');
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function buildConsole() {
  if (!(await isConsoleStale())) return false;
  const child = spawn(process.execPath, [fileURLToPath(new URL('../console/scripts/build.mjs', import.meta.url))], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new SyntaxFault('The console could not be built.');
  return true;
}

export class BuildFailed extends Error {}

/** A lock counts while its holder lives, and never for longer than any build takes. */
async function takeLock() {
  try {
    await writeFile(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(lockFile, 'utf8').catch(() => ''));
  const { mtimeMs } = await stat(lockFile).catch(() => ({ mtimeMs: Date.now() }));
  if ((holder > 0 && !isAlive(holder)) || Date.now() - mtimeMs > maxBuildMs) await rm(lockFile, { force: true });
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build((line) => process.stdout.write(`${line}\n`)).catch((error) => {
    process.stderr.write(`${error instanceof BuildFailed ? error.message : error.stack}\n`);
    process.exitCode = 1;
  });
}
