/**
 * Plants each fault of test/sabotage/mutants.mjs in a copy of the tracker, one at a time, and runs the test that is
 * named for it: that test has to fail, by an assertion of its own. A fault of the schema gets a template of its own in
 * the shared Postgres. `npm run sabotage -- "csrf"` plants those faults alone, and `--since=COMMIT` those whose file or test has
 * changed since. `--report=…` names Jest's report of a run on these very sources. Only tests without a result there run once before.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { startTestPostgres } from '../test/setup/start-postgres.js';
import { mutants } from '../test/sabotage/mutants.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const leftBehind = [
  'node_modules',
  join('console', 'e2e'),
  '.git',
  '.data',
  join('dist', '.compiling'),
  'test-results',
  'docs/figures.md',
  join('bench', 'results'),
];
const results = join(root, 'test-results', 'figures', 'scripts.sabotage');
const maxRunMs = 600_000;
const sqlFiles = await readdir(join(root, 'database'), { recursive: true });
const lastSql = join(
  'database',
  sqlFiles
    .filter((name) => /[\\/]policies[\\/]/.test(name))
    .sort()
    .at(-1),
);

const option = (name) => process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const report = option('report');
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const changed =
  option('since') && execFileSync('git', ['diff', '--name-only', option('since')], { encoding: 'utf8' }).split('\n');
const isOfChange = ({ edits, spec }) =>
  !changed ||
  [spec, ...edits.map(({ file }) => file ?? 'database/')].some((file) => changed.some((one) => one.startsWith(file)));
const planted = mutants.filter(
  (mutant) => (wanted.length === 0 || wanted.some((part) => mutant.name.includes(part))) && isOfChange(mutant),
);
const began = performance.now();
const home = await mkdtemp(join(tmpdir(), 'tracker-sabotage-'));
const running = new Set();
let shared = null;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    void rm(home, { recursive: true, force: true }).then(() => process.exit(1));
  });
}

try {
  await chmod(home, 0o711);
  process.exitCode = (await baseline()) && (await plantAll()) ? 0 : 1;
} finally {
  await (await shared)?.postgres.stop();
  await rm(home, { recursive: true, force: true });
}

async function baseline() {
  const tests = report === undefined ? [] : await testsIn(report, root);
  const absent = planted.filter(({ spec }) => !tests.some((one) => one.spec === spec));
  if (absent.length > 0) tests.push(...(await runNamed(absent)));
  const all = planted.flatMap(({ spec, tests: names }) => names.map((name) => ({ spec, name })));
  const bad = all.flatMap(({ spec, name }) => {
    const named = tests.filter((one) => one.spec === spec && one.name.includes(name));
    if (named.length === 0) return [`${spec} › ${name}: the test does not exist`];
    return named.filter(({ status }) => status !== 'passed').map((one) => `${spec} › ${name}: ${faultOf([one])}`);
  });
  for (const words of new Set(bad)) console.log(`A test fails without a planted fault: ${words}`);
  return bad.length === 0;
}

async function runNamed(chosen) {
  const specs = [...new Set(chosen.map(({ spec }) => spec))];
  const routes = chosen.flatMap(({ routes: parts = [] }) => parts);
  const names = [...new Set(chosen.flatMap(({ tests: named }) => named))];
  return run(await copyOfTracker('whole'), specs, names, routes);
}

async function plantAll() {
  const waiting = [...planted];
  const told = new Map();
  const worker = async (_, index) => {
    const copy = await copyOfTracker(String(index));
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const words = await outcomeOf(copy, mutant);
      told.set(mutant, words);
      console.log(
        `${words === 'caught' ? '✓' : '✗'} ${mutant.name}: ${words} (${mutant.spec} › ${mutant.tests.join(', ')})`,
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  const caught = [...told.values()].filter((words) => words === 'caught').length;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${caught} of ${planted.length} planted faults were caught, in ${seconds} s.`);
  if (planted.length === mutants.length) await writeFigure({ planted: planted.length, caught, seconds });
  return caught === planted.length;
}

async function outcomeOf(copy, mutant) {
  const { edits, spec, tests: names, routes = [] } = mutant;
  const originals = new Map();
  try {
    for (const edit of edits) {
      const file = join(copy, edit.file ?? lastSql);
      const text = await readFile(file, 'utf8');
      if (!originals.has(file)) originals.set(file, text);
      const [find, replacement] = wordsOf(edit, text);
      const times = text.split(find).length - 1;
      if (times !== 1) return `${relative(copy, file)} has the text to break ${times} times, not once`;
      await writeFile(
        file,
        text.replace(find, () => replacement),
      );
    }
    shared ??= startTestPostgres();
    const { environment } = await shared;
    const isOfTheSchema = edits.some(({ file }) => /^(migrations|database)/.test(file ?? lastSql));
    const ownSchema = isOfTheSchema ? { TEST_TEMPLATE_SUFFIX: `_${planted.indexOf(mutant)}` } : {};
    const tests = await run(copy, [spec], names, routes, { ...environment, ...ownSchema });
    for (const test of names) {
      const named = tests.filter(({ name }) => name.includes(test));
      if (named.length === 0) return `${test} did not run`;
      if (named.every(({ status }) => status === 'passed')) return `SURVIVED ${test}`;
      if (!named.some(hasFailedAnAssertion)) return `${test} failed for another reason: ${faultOf(named)}`;
    }
    return 'caught';
  } finally {
    for (const [file, text] of originals) await writeFile(file, text);
  }
}

function wordsOf({ find, replacement, statement }, text) {
  return statement === undefined ? [find, replacement] : [text, `${text}${statement};\n`];
}

function hasFailedAnAssertion({ status, faults }) {
  return status === 'failed' && faults.some((fault) => /\bexpect\(/.test(stripVTControlCharacters(fault)));
}

function faultOf(tests) {
  return tests.flatMap(({ faults }) => faults)[0]?.split('\n')[0] ?? 'it was skipped';
}

/** Returns what became of each named test. Specs of the tier `long` have a configuration of their own. */
async function run(copy, specs, names, routes, environment = {}) {
  const isLong = (spec) => spec.startsWith('test/long/');
  const groups = [specs.filter((spec) => !isLong(spec)), specs.filter(isLong)];
  const tests = [];
  for (const group of groups.filter(({ length }) => length > 0)) {
    const config = isLong(group[0]) ? ['--config', 'test/setup/jest.long.config.js'] : [];
    tests.push(...(await runTier(copy, [...config, '--runTestsByPath', ...group], names, routes, environment)));
  }
  return tests;
}

async function runTier(copy, specFlags, names, routes, environment) {
  const written = join(copy, 'sabotage-report.json');
  await rm(written, { force: true });
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const pattern = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const flags = [...specFlags, '-t', `(${pattern})`, '--json', `--outputFile=${written}`];
  await ended(['--experimental-vm-modules', '--no-warnings', jest, ...flags], copy, {
    ACCESS_ROUTES: routes.join(),
    ...environment,
  });
  return existsSync(written) ? testsIn(written, copy) : [];
}

async function testsIn(file, folder) {
  const { testResults } = JSON.parse(await readFile(file, 'utf8'));
  return testResults.flatMap(({ name: spec, assertionResults, message }) =>
    assertionResults
      .filter(({ status }) => status !== 'pending')
      .map(({ fullName, status, failureMessages }) => ({
        spec: relative(folder, spec).replaceAll('\\', '/'),
        name: fullName,
        status,
        faults: failureMessages.length > 0 ? failureMessages : [message],
      })),
  );
}

function ended(args, cwd, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: 'ignore',
      timeout: maxRunMs,
    });
    running.add(child);
    child.once('error', reject).once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
}

async function copyOfTracker(name) {
  const copy = join(home, name);
  await mkdir(copy);
  const isTaken = (source) => !leftBehind.includes(source.slice(root.length));
  await cp(root, copy, { recursive: true, filter: isTaken });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

async function writeFigure(values) {
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'sabotage.jsonl'), `${JSON.stringify({ name: 'sabotage', ...values })}\n`);
}
