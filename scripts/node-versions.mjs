/**
 * Starts the built tracker on the newest release of each line of Node, and runs some specs on it. npm's packages bring
 * the programs into a temporary folder; no install script runs. `--short` runs two spec files, `--except-current`
 * leaves out the line of all other tests, `--reports=FOLDER` keeps Jest's reports; arguments such as `24` choose lines.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { startTestPostgres } from '../test/setup/start-postgres.js';
import { prepare } from './launch.mjs';
import { root } from './preflight.mjs';

const shortSpecs = ['test/casework/complaints.e2e-spec.ts', 'test/platform/headers.e2e-spec.ts'];
const otherSpecs = [
  'test/organization/sessions.e2e-spec.ts',
  'test/reporting/exports.e2e-spec.ts',
  'test/intelligence/import-xlsx.e2e-spec.ts',
];
const maxStartMs = 120_000;

const execute = promisify(execFile);
const tested = JSON.parse(await readFile(join(root, 'scripts', 'tested-node.json'), 'utf8'));
const flags = process.argv.slice(2);
const chosen = flags.filter((flag) => /^\d+$/.test(flag));
const specs = flags.includes('--short') ? shortSpecs : [...shortSpecs, ...otherSpecs];
const home = await mkdtemp(join(tmpdir(), 'tracker-node-'));
const reports = flags.find((flag) => flag.startsWith('--reports='))?.slice('--reports='.length) ?? home;
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    void rm(home, { recursive: true, force: true }).then(() => process.exit(1));
  });
}

let postgres;
try {
  // As root, Postgres runs as another user, who has to reach its data.
  await chmod(home, 0o711);
  await prepare((line) => console.error(line));
  const programs = await Promise.all(tested.filter(isWanted).map(programOf));
  const started = await startTestPostgres();
  postgres = started.postgres;
  const results = await tryOutAll(programs, started.environment);
  print(results);
  process.exitCode = results.length > 0 && results.every(({ starts, failed }) => starts && failed === 0) ? 0 : 1;
} finally {
  await postgres?.stop();
  await rm(home, { recursive: true, force: true });
}

function isWanted({ line }) {
  const [major] = line.split('.');
  if (flags.includes('--except-current') && process.versions.node.startsWith(`${major}.`)) return false;
  return chosen.length === 0 || chosen.includes(major);
}

async function programOf({ line, endOfLife }) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join(home, line);
  const parameters = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${line}`];
  await execute('npm', parameters, { cwd: home, shell: process.platform === 'win32' });
  const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const { stdout } = await execute(program, ['--version']);
  return { version: stdout.trim().slice(1), endOfLife, program };
}

/** Tries two lines at once where there are two cores, because a start mostly waits for Postgres. */
async function tryOutAll(programs, environment) {
  const waiting = [...programs.keys()];
  const results = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next] = await tryOut(programs[next], environment);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return results;
}

async function tryOut({ version, endOfLife, program }, environment) {
  const began = performance.now();
  const starts = await startsOn(program, join(home, `data-${version}`));
  const { passed, failed } = await runSpecs(program, join(reports, `node-${version}.json`), environment);
  return { version, endOfLife, starts, passed, failed, seconds: Math.round((performance.now() - began) / 1000) };
}

async function startsOn(program, directory) {
  const env = { ...process.env, NODE_ENV: 'development', DATA_DIRECTORY: directory, PORT: '0', LOG_LEVEL: 'error' };
  for (const key of Object.keys(env)) if (/^DATABASE_|^NODE_OPTIONS$/.test(key)) delete env[key];
  const child = spawn(program, ['dist/src/main.js'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const ended = once(child, 'close');
  let output = '';
  const tooLong = setTimeout(() => child.kill('SIGKILL'), maxStartMs);
  child.stderr.on('data', (chunk) => (output += chunk));
  let status;
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`;
    const url = /ready on (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    ({ status } = await fetch(`${url}/health/ready`));
    child.kill('SIGTERM');
  }
  const [code] = await ended;
  clearTimeout(tooLong);
  running.delete(child);
  const isRight = status === 200 && code === 0 && !output.includes('Warning');
  if (!isRight) console.log(`${output}Ready: ${status ?? 'never'}. Ended with ${code}.`);
  return isRight;
}

async function runSpecs(program, report, environment) {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const parameters = ['--experimental-vm-modules', '--no-warnings', jest, ...specs, '--ci', '--maxWorkers=1'];
  const child = spawn(program, [...parameters, '--json', `--outputFile=${report}`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  });
  running.add(child);
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  running.delete(child);
  const counts = await readFile(report, 'utf8')
    .then(JSON.parse)
    .catch(() => ({}));
  const { numPassedTests: passed = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = counts;
  const failed = Math.max(numFailedTests + numRuntimeErrorTestSuites, code === 0 && passed > 0 ? 0 : 1);
  if (failed > 0) console.log(output);
  return { passed, failed };
}

function print(results) {
  console.log('| Node     | starts | passed | failed | seconds | end of life     |');
  console.log('| -------- | ------ | ------ | ------ | ------- | --------------- |');
  for (const { version, endOfLife, starts, passed, failed, seconds } of results) {
    const numbers = [passed, failed].map((n) => String(n).padStart(6));
    const cells = [version.padEnd(8), (starts ? 'yes' : 'NO').padEnd(6), ...numbers, String(seconds).padStart(7)];
    console.log(`| ${[...cells, endOfLife.padEnd(15)].join(' | ')} |`);
  }
}
