/**
 * Makes a release of the commit that sets its version: `npm run release -- X.Y.Z`. It checks, writes the sources, the SBOM, the notes,
 * the image if its bases are named, and checksums into release/X.Y.Z, and tags the commit last. It pushes nothing.
 * `--dry-run` checks and prints the steps. `--checked=COMMIT` says that .ci/run passed on that commit. Ends with 0, or
 * with 1 and a sentence.
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './preflight.mjs';
import { cutNotes, formatChecksums, parseRelease, ReleaseRefusal } from './release/notes.mjs';
import { readBill } from './sbom.mjs';

const execute = promisify(execFile);
const engines = ['docker', 'podman'];

try {
  await release(parseRelease(process.argv.slice(2)));
} catch (fault) {
  process.stderr.write(`${fault instanceof ReleaseRefusal ? fault.message : fault.stack}\n`);
  process.exitCode = 1;
}

async function release(wanted) {
  const { version, isDryRun } = wanted;
  const notes = await checkVersion(version);
  await requireCleanTree();
  const commit = await git('rev-parse', 'HEAD');
  const tag = `v${version}`;
  const folder = join(root, 'release', version);
  await refuseRepetition(tag, folder);
  const engine = await findEngine(wanted);

  const steps = planOf(wanted, { commit, tag, engine });
  if (isDryRun) return print(['Nothing is done. The release would:', ...steps.map((step) => `- ${step}`), '', notes]);
  if (!(await isChecked(wanted, commit))) await runChecks();
  await writeFolder(folder, { wanted, commit, engine, notes });
  await git('tag', '--annotate', '--cleanup=verbatim', '--file', join(folder, 'NOTES.md'), tag, commit);
  print([
    `${tag} is tagged on ${commit}, and its files are in release/${version}. Push the tag and publish the files.`,
  ]);
}

async function checkVersion(version) {
  const { version: set } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  if (set !== version) throw new ReleaseRefusal(`package.json has the version ${set}. Set ${version}, and commit it.`);
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  if (lock.version !== version) throw new ReleaseRefusal(`package-lock.json has another version. Run npm install.`);
  return cutNotes(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version);
}

async function requireCleanTree() {
  const changes = await git('status', '--porcelain');
  if (changes !== '') throw new ReleaseRefusal(`The working tree has changes. Commit or remove them:\n${changes}`);
}

async function refuseRepetition(tag, folder) {
  if ((await git('tag', '--list', tag)) !== '')
    throw new ReleaseRefusal(`The tag ${tag} exists. A release is not repeated.`);
  if (await exists(folder)) throw new ReleaseRefusal(`The folder ${folder} exists. Remove it.`);
}

/** Returns the engine that builds the image, or null without the names of the bases. */
async function findEngine({ nodeImage }) {
  if (nodeImage === null) return null;
  for (const engine of engines) if (await execute(engine, ['version']).then(Boolean, () => false)) return engine;
  throw new ReleaseRefusal(
    `No engine answers that could build the image (${engines.join(' or ')}). Leave out the bases.`,
  );
}

function planOf({ version, checked }, { commit, tag, engine }) {
  return [
    checked === null ? 'run .ci/run --all' : `accept that .ci/run passed on ${checked}`,
    `write the sources, the SBOM, the notes and the checksums into release/${version}`,
    engine === null
      ? 'build no image, because its bases are not named'
      : `build the image by ${engine}, and save it there`,
    `tag ${commit} as ${tag}`,
  ];
}

async function isChecked({ checked }, commit) {
  if (checked === null) return false;
  const named = await git('rev-parse', '--verify', `${checked}^{commit}`).catch(() => null);
  if (named === commit) return true;
  throw new ReleaseRefusal(`--checked names another commit than ${commit}. Run .ci/run --all on this one.`);
}

async function runChecks() {
  const child = spawn(join(root, '.ci/run'), ['--all'], { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new ReleaseRefusal('.ci/run failed. Nothing was written or tagged.');
  await requireCleanTree();
}

/** Writes the files into a draft, which gets its name when it is complete. */
async function writeFolder(folder, { wanted, commit, engine, notes }) {
  const draft = `${folder}.partial`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    const name = `task-force-tracker-${wanted.version}`;
    await git('archive', '--prefix', `${name}/`, '--output', join(draft, `${name}.tar.gz`), commit);
    await writeFile(join(draft, 'NOTES.md'), notes);
    const bill = await readBill({ isImage: false });
    await writeFile(join(draft, `${name}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);
    if (engine !== null) await saveImage(engine, wanted, commit, join(draft, `${name}.image.tar`));
    await writeFile(join(draft, 'SHA256SUMS'), formatChecksums(await hashAll(draft)));
    await rename(draft, folder);
  } catch (fault) {
    await rm(draft, { recursive: true, force: true });
    throw fault;
  }
}

async function saveImage(engine, { version, nodeImage, runtimeImage }, commit, file) {
  const image = `task-force-tracker:${version}`;
  const values = [
    `NODE_IMAGE=${nodeImage}`,
    `RUNTIME_IMAGE=${runtimeImage}`,
    `VERSION=${version}`,
    `REVISION=${commit}`,
  ];
  // The format of OCI has no health check.
  const format = engine === 'podman' ? ['--format', 'docker'] : [];
  const parameters = ['build', ...format, '--file', 'docker/Dockerfile', '--tag', image];
  for (const value of values) parameters.push('--build-arg', value);
  const options = { cwd: root, maxBuffer: 2 ** 26 };
  await execute(engine, [...parameters, '.'], options);
  await execute(engine, ['save', '--output', file, image], options);
}

async function hashAll(folder) {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk);
      return { name, sha256: hash.digest('hex') };
    }),
  );
}

async function git(...parameters) {
  return (await execute('git', parameters, { cwd: root, maxBuffer: 2 ** 26 })).stdout.trim();
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

function print(lines) {
  process.stdout.write(`${lines.join('\n')}\n`);
}
