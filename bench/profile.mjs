/**
 * Parts of a request: the CPU time of Node by package, from a CPU profile, and the elapsed time of Postgres by statement
 * and by function. `npm run bench:profile`; with `-- --save=before` or another name of the run the parts go to
 * bench/figures.json, and `npm run figures` writes them into docs/performance.md.
 */
import { readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Meter, noCpuTime } from './cpu-time.mjs';
import { readFigures, saveFigures } from './figures.mjs';
import { layGround } from './ground.mjs';
import { load } from './load.mjs';
import { withCpu } from './pair.mjs';
import { onPlace } from './place.mjs';
import { casesFor } from './requests.mjs';

const complaints = 25_000;
const connections = 8;
const amounts = { 'POST /complaints': 800, 'GET /complaints/:id': 2000, 'GET /complaints (50)': 400 };
/** Parts of less time are left out. */
const minMicros = 8;
const maxParts = { Node: 14, statement: 7, function: 9 };
const file = join(tmpdir(), `tracker-profile-${process.pid}.json`);
const settings = { shared_preload_libraries: 'pg_stat_statements', track_functions: 'all', autovacuum: 'off' };

if (process.platform === 'win32') {
  process.stderr.write(`${noCpuTime}\n`);
  process.exit(1);
}
try {
  await onPlace(async (place) => {
    const db = await place.connect();
    await db.query('CREATE EXTENSION pg_stat_statements');
    const ground = await layGround(place.adminUrl, complaints);
    const profiler = new URL('profiler.mjs', import.meta.url).href;
    const tracker = await place.startMeasuredTracker({ BENCH_PROFILE: file }, ['--import', profiler]);
    const profiles = {};
    for (const { name, requests } of casesFor(ground).filter((one) => one.name in amounts))
      profiles[name] = await partsOf(db, tracker, requests, amounts[name]);
    await report(profiles);
  }, settings);
} finally {
  await rm(file, { force: true });
}

/** Returns the parts of a request with their microseconds, after a warm-up. */
async function partsOf(db, tracker, requests, amount) {
  const ours = requests.map((request) => ({ ...request, path: `/api/v1${request.path}` }));
  const run = () => load({ port: tracker.port, requests: ours, connections, amount });
  const meter = new Meter(db, tracker);
  await run();
  await db.query('SELECT pg_stat_reset(), pg_stat_statements_reset()');
  const before = await meter.read();
  process.kill(tracker.pid, 'SIGUSR2');
  const outcome = await run();
  process.kill(tracker.pid, 'SIGUSR2');
  // Backends report their statistics a second after a transaction at the latest.
  await delay(1500);
  const { node, postgres } = withCpu(outcome, before, await meter.read());
  return [
    { part: 'Node, CPU', micros: Math.round(node * 1000) },
    ...limited('Node', partsOfNode(await writtenProfile(), node * 1000)),
    { part: 'Postgres, CPU', micros: Math.round(postgres * 1000) },
    ...limited('statement', await statements(db, amount)),
    ...limited('function', await functions(db, amount)),
  ];
}

function limited(kind, parts) {
  return parts
    .filter(({ micros }) => micros >= minMicros)
    .toSorted((one, other) => other.micros - one.micros)
    .slice(0, maxParts[kind])
    .map(({ part, micros }) => ({ part: `${kind}: ${part}`, micros: Math.round(micros) }));
}

/** Adds the elapsed time by command and first table or function of a statement. */
async function statements(db, amount) {
  const { rows } = await db.query(
    `SELECT query, 1000 * total_exec_time / $1 AS micros FROM pg_stat_statements
      WHERE userid IN (SELECT oid FROM pg_roles WHERE rolname IN ('tracker_app', 'tracker_auth'))`,
    [amount],
  );
  return summed(rows.map(({ query, micros }) => [statementName(query), micros]));
}

function statementName(query) {
  const [, command] = /^\s*(\w+)/.exec(query);
  const [, schema, name] = /\b(app|auth|audit|oversight|search|staging|vault|tally)"?\."?(\w+)/.exec(query) ?? [];
  return schema === undefined ? command : `${command === 'WITH' ? 'SELECT' : command} ${schema}.${name}`;
}

/** Time within a function and not within those that it calls; waits for locks count. */
async function functions(db, amount) {
  const { rows } = await db.query(
    `SELECT schemaname || '.' || funcname AS part, 1000 * self_time / $1 AS micros FROM pg_stat_user_functions
      WHERE schemaname <> 'public'`,
    [amount],
  );
  return rows;
}

async function writtenProfile() {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    try {
      const profile = JSON.parse(text);
      await rm(file);
      return profile;
    } catch {
      await delay(100);
    }
  }
}

/**
 * Divides the CPU time of Node by the samples of its profile. Time of sleep has no part in it. The time that Node waits for
 * a core has, so a write that wakes another process seems larger than it is.
 */
function partsOfNode({ nodes, samples, timeDeltas }, micros) {
  const nameById = new Map(nodes.map(({ id, callFrame }) => [id, partName(callFrame)]));
  const parts = summed(samples.map((id, at) => [nameById.get(id), timeDeltas[at]])).filter(
    ({ part }) => part !== 'idle',
  );
  const all = parts.reduce((sum, part) => sum + part.micros, 0);
  return parts.map((part) => ({ ...part, micros: (part.micros * micros) / all }));
}

function summed(pairs) {
  const sums = new Map();
  for (const [part, micros] of pairs) sums.set(part, (sums.get(part) ?? 0) + micros);
  return [...sums].map(([part, micros]) => ({ part, micros }));
}

/** Names a package, an area of the tracker, or a part of Node. */
function partName({ functionName, url }) {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (url === '' && /^write/.test(functionName)) return 'writes to sockets';
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (name !== undefined) return name;
  const area = /\/dist\/src\/(\w[^/]*)(?:\/([^/]*))?/.exec(url);
  if (area) return `src/${area[1]}/${area[2]}`;
  return url.startsWith('node:') ? "Node's JavaScript" : "Node's native code";
}

async function report(profiles) {
  process.stdout.write(
    `Microseconds of a request, ${connections} connections, ${complaints} complaints, ${cpus().length} cores, Node ${process.version}\n`,
  );
  for (const [name, parts] of Object.entries(profiles)) {
    process.stdout.write(`${name}\n`);
    console.table(parts);
  }
  const run = process.argv.find((argument) => argument.startsWith('--save='))?.slice('--save='.length);
  if (run === undefined) return;
  const saved = (await readFigures()).profiles;
  for (const [name, parts] of Object.entries(profiles)) saved[name] = { ...saved[name], [run]: parts };
  await saveFigures({ profiles: saved });
}
