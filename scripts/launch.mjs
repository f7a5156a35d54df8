import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line) => process.stdout.write(`${line}\n`);

/**
 * Runs a file of `dist`, built first where it is stale, in this very process: signals and the exit code are its own, and
 * nobody's death but this process's own matters to it.
 */
export async function launch(entry) {
  // Whoever read what is written may go, and the tracker stays.
  process.stdout.on('error', () => undefined);
  process.chdir(root);
  endWithShell();
  refuseOldNode();
  if (!existsSync('node_modules')) end('The packages are not installed yet: run `npm ci` first.');
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    const { build } = await import('./build.mjs');
    await build(say);
  } catch (error) {
    if (error.constructor.name === 'BuildFailed') end(error.message);
    if (['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error.code))
      end('The tracker has to be built first, and the packages for that are missing: run `npm ci`.');
    throw error;
  }
  await import(pathToFileURL(join(root, entry)).href);
}

/**
 * Who ends `npm start` by a signal ends npm and the shell it runs scripts in; dash, for one, hands no signal on. When such a
 * shell is gone, the tracker is meant to end too.
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

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  end(`The tracker needs Node 20.19 or later, and this is ${process.versions.node}.`);
}

function end(why) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
