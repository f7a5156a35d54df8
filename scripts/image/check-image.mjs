import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../preflight.mjs';
import { debianImage, nodeImage } from './bases.mjs';

export const image = 'localhost/task-force-tracker';
const buildImage = 'localhost/task-force-tracker-build';
const maxImageBytes = 400e6;

/** Code of a start without a database, whose folder cannot be written. */
const refusedCode = 40;

/** Prints the names of package managers that the image has. */
const findPackageManagers = `
  import { existsSync } from 'node:fs';
  const folders = ['/usr/local/bin', '/usr/bin', '/usr/local/lib/node_modules', '/app/node_modules'];
  const names = ['npm', 'npx', 'corepack', 'yarn'];
  console.log(folders.flatMap((folder) => names.map((name) => folder + '/' + name)).filter(existsSync).join(' '));`;

/** Prints the packages of the image that its SBOM does not list. */
const findUnlistedPackages = `
  import { existsSync, readdirSync, readFileSync } from 'node:fs';
  const { components } = JSON.parse(readFileSync('/app/sbom.cdx.json', 'utf8'));
  const listed = new Set(components.map((component) => component['bom-ref']));
  const found = [];
  const addPackages = (folder) => {
    for (const name of readdirSync(folder).filter((one) => !one.startsWith('.'))) {
      const path = folder + '/' + name;
      if (name.startsWith('@')) addPackages(path);
      if (!existsSync(path + '/package.json')) continue;
      const { name: fullName, version } = JSON.parse(readFileSync(path + '/package.json', 'utf8'));
      found.push(fullName + '@' + version);
      if (existsSync(path + '/node_modules')) addPackages(path + '/node_modules');
    }
  };
  addPackages('/app/node_modules');
  if (found.length < 100) console.log('Only ' + found.length + ' packages were found.');
  console.log(found.filter((one) => !listed.has(one)).join(' '));`;

/** Builds the image on the local bases. */
export async function buildImages(podman) {
  const parameters = ['--format', 'docker', '--network', 'host', '--file', join(root, 'docker/Dockerfile')];
  for (const value of [`NODE_IMAGE=${nodeImage}`, `RUNTIME_IMAGE=${debianImage}`, `VERSION=${await readVersion()}`])
    parameters.push('--build-arg', value);
  // Under a name of its own, so that the layers of the first stage stay for the next run.
  await podman.pipe(['build', ...parameters, '--target', 'build', '--tag', buildImage, root]);
  await podman.pipe(['build', ...parameters, '--tag', image, root]);
}

/** Checks the image without a database. */
export async function checkImage(podman, report) {
  const { Size, Config, Healthcheck, Labels } = await podman.inspect(image);
  report.check(`the image is smaller than 400 MB: ${(Size / 1e6).toFixed(0)} MB`, Size < maxImageBytes);
  const label = Labels['org.opencontainers.image.version'];
  report.check('the image has the labels of OCI', label === (await readVersion()), JSON.stringify(Labels));
  report.check('the image runs as user 1000', Config.User === '1000:1000', Config.User);
  report.check('the health check asks for liveness', JSON.stringify(Healthcheck).includes('/health/live'));

  const managers = await runInImage(podman, findPackageManagers);
  report.check('the image has no npm', managers === '', managers);
  const unlisted = await runInImage(podman, findUnlistedPackages);
  report.check('the SBOM in the image lists each package of the image', unlisted === '', unlisted);

  const start = await podman.attempt('run', '--rm', '--read-only', '--network', 'none', image);
  const isRefused = start.code === refusedCode && start.err.includes('set DATABASE_URL') && !/^\s+at /m.test(start.err);
  report.check('a start without a database ends with a sentence and a code', isRefused, JSON.stringify(start));
}

/** Runs a script in the image, on a read-only file system and as a user that the image does not know. Returns its output. */
export function runInImage(podman, script) {
  const limits = ['--rm', '--interactive', '--read-only', '--network', 'none', '--user', '4321:4321'];
  return podman.pipe(['run', ...limits, image, 'node', '--input-type=module', '-'], script);
}

async function readVersion() {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version;
}
