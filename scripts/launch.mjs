import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { end, preflight, root } from './preflight.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

/**
 * Runs a file of `dist`, built first where it is stale, in this very process, so that signals and the exit code are its
 * own.
 */
export async function launch(entry) {
  // The tracker stays when the reader of its output leaves.
  process.stdout.on('error', () => undefined);
  endWithShell();
  await prepare(say);
  await import(pathToFileURL(join(root, entry)).href);
}

/** Brings `dist` up to date and reads `.env`. Ends the process with a sentence where Node or the packages are not what it takes. */
export async function prepare(say) {
  process.chdir(root);
  preflight();
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    const { build } = await import('./build.mjs');
    await build(say);
  } catch (error) {
    if (error.constructor.name === 'BuildFailed') end(error.message);
    if (['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error.code))
      end('The packages that build the tracker are missing. Run `npm ci`.');
    throw error;
  }
}

/**
 * Ends the tracker when the shell of `npm start` is gone. A signal reaches npm and that shell, and some shells, such as dash,
 * forward none.
 */
function endWithShell() {
  const shell = process.ppid;
  if (!process.env.npm_lifecycle_event || !isShell(shell)) return;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

function isShell(pid) {
  try {
    return /^(da|a|k|z|ba)?sh$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  } catch {
    return false;
  }
}
