/**
 * Builds the image and drives compose.yaml with it: `npm run image:test`. It needs root, the Debian packages that it
 * names, Debian's mirror and npm, and no registry of images. `--cache=FOLDER` is where the base images and the layers
 * stay for the next run; two runs at once need two folders. Ends with 0, with 1 for a check that failed, and with 69
 * where a program is missing: `--missing` prints their packages.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBases } from './image/bases.mjs';
import { buildImages, checkImage } from './image/check-image.mjs';
import { drive } from './image/drive.mjs';
import { missingPackages, Podman } from './image/podman.mjs';
import { Report } from './image/report.mjs';
import { preflight } from './preflight.mjs';

/** EX_UNAVAILABLE of sysexits. */
const unavailableCode = 69;
const flags = process.argv.slice(2);
const usualCache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'task-force-tracker', 'image');
const cache = flags.find((flag) => flag.startsWith('--cache='))?.slice('--cache='.length) ?? usualCache;

preflight();
if (flags.includes('--missing')) {
  const missing = await missingPackages();
  console.log(missing.join(' '));
  process.exit(missing.length > 0 || process.getuid?.() !== 0 ? unavailableCode : 0);
}
const obstacle = await findObstacle();
if (obstacle !== null) {
  process.stderr.write(`The image cannot be tested here. ${obstacle}\n`);
  process.exit(unavailableCode);
}

const home = await mkdtemp(join(tmpdir(), 'tracker-image-'));
const podman = new Podman(join(cache, 'storage'), home);
const report = new Report();
let closing;
const close = () =>
  (closing ??= (async () => {
    await podman.close();
    await rm(home, { recursive: true, force: true });
  })());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void close().then(() => process.exit(1)));

try {
  await mkdir(cache, { recursive: true });
  await podman.prepare();
  await report.step('make the base images', () => makeBases(podman, join(cache, 'work')));
  await report.step('build the image', () => buildImages(podman));
  await checkImage(podman, report);
  await drive(podman, report);
} catch (fault) {
  report.check('the run reaches its end', false, fault.stack);
} finally {
  await close();
}
console.log(report.failed === 0 ? 'All checks passed.' : `${report.failed} checks failed.`);
process.exitCode = report.failed === 0 ? 0 : 1;

async function findObstacle() {
  const missing = await missingPackages();
  if (missing.length > 0) return `Install these packages of Debian: ${missing.join(', ')}.`;
  return process.getuid?.() === 0 ? null : 'Run it as root: debootstrap and podman need that.';
}
