/**
 * Short form of the bench, below a minute unless a figure seems worse: the CPU time of a request as a multiple of the bare server's, against the
 * committed figures. Exits with 1 if one is more than 15 % worse. `npm run bench:short`; with `-- --save` the measured
 * figures replace the committed ones in bench/figures.json. `-- --trial` sends few requests and compares nothing.
 */
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { compare, isFailure, maxLoss } from './comparison.mjs';
import { noCpuTime } from './cpu-time.mjs';
import { keepRows, readFigures, saveFigures } from './figures.mjs';
import { layGround } from './ground.mjs';
import { Pair } from './pair.mjs';
import { onPlace } from './place.mjs';
import { percentile, rounded } from './reports/numbers.mjs';
import { casesFor } from './requests.mjs';

const complaints = 2000;
/** A machine with other work needs more rounds than a quiet one, which takes 36 s. */
const maxSeconds = Number(process.env.BENCH_SECONDS ?? 110);
const minRounds = 4;
/** With one connection a server waits between requests, and the caches of its core are cold if another program ran. */
const connections = 8;
/** Longer than the tracker leaves work to the time after a write. */
const pauseMs = 1200;
/**
 * Requests of each case: those of the warm-up let Node optimize its code, then those of a round. Both servers take about
 * the same CPU time in a round, and that of a write includes the pause. `share` is the part of the time left.
 */
const amounts = {
  'POST /complaints': { warmUp: 800, tracker: 120, bare: 480, minMs: pauseMs, maxRounds: 8, share: 0.45 },
  'GET /complaints/:id': {
    warmUp: 2400,
    tracker: 200,
    bare: 1000,
    minMs: 0,
    minRounds: 10,
    maxRounds: 14,
    share: 0.45,
  },
  'GET /complaints (50)': { warmUp: 400, tracker: 60, bare: 500, minMs: 0, maxRounds: 8, share: 0.55 },
  'GET /complaints/:id/case': { warmUp: 120, tracker: 40, bare: 80, minMs: 0, maxRounds: 8, share: 1 },
};
/** The quantile of the rounds that counts. Noise only adds CPU time, so the least of it is the most constant. */
const quantile = 0.1;
const isTrial = process.argv.includes('--trial');
/** The wait for a disk takes no CPU time. A vacuum within one round would distort it. */
const settings = { fsync: 'off', autovacuum: 'off' };

const isSaved = process.argv.includes('--save');
const began = performance.now();
const msLeft = () => maxSeconds * 1000 - (performance.now() - began);

await onPlace(async (place) => {
  const db = await place.connect();
  const ground = await layGround(place.adminUrl, complaints);
  const pair = await Pair.open(place, db, ground.taskForceId);
  const cases = casesFor(ground).filter(({ name }) => name in amounts);
  const { cpuOfARequest: committed } = await readFigures();
  const rows = [];
  for (const one of cases) {
    const { warmUp, share, ...rounds } = isTrial ? trialOf(amounts[one.name]) : amounts[one.name];
    const end = performance.now() + share * msLeft();
    await pair.warmUp(one.requests, { amount: warmUp, connections });
    await delay(pauseMs);
    rows.push(...(await roundsOf(pair, one, { minRounds, ...rounds, maxMs: end - performance.now() })));
  }
  // Noise ends, and a loss does not: what is worse is measured again while there is time.
  while (!isTrial && !isSaved && msLeft() > 0) {
    const worse = compare(committed, figuresOf(rows)).filter(({ result }) => result === 'worse');
    const again = cases.filter(({ name }) => worse.some((one) => one.name === name));
    if (again.length === 0) break;
    for (const one of again)
      rows.push(...(await roundsOf(pair, one, { ...amounts[one.name], minRounds: 1, maxMs: msLeft() / again.length })));
  }
  await keepRows('short', rows);
  await report(rows, committed);
}, settings);

async function roundsOf(pair, { name, requests }, limits) {
  return (await pair.rounds(requests, { connections, ...limits })).map((row) => ({ name, ...row }));
}

function trialOf(amount) {
  return { ...amount, warmUp: 16, tracker: 16, bare: 16, minMs: 0, minRounds: 2, maxRounds: 2 };
}

async function report(rows, committed) {
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`CPU time of a request: ${seconds} s, ${cpus().length} cores, Node ${process.version}\n`);
  const measured = figuresOf(rows);
  if (Object.values(measured).every((figure) => figure === null)) process.stderr.write(`${noCpuTime}\n`);
  if (isTrial || isSaved) {
    if (isSaved) await saveFigures({ cpuOfARequest: measured });
    console.table(Object.keys(amounts).map((name) => ({ request: name, ...lineOf(name, rows) })));
    return;
  }
  const compared = compare(committed, measured);
  console.table(compared.map((one) => toRow(one, rows)));
  for (const { name, result } of compared.filter(isFailure)) process.stderr.write(`${name} is ${result}.\n`);
  if (compared.some(({ result }) => result === 'better'))
    process.stdout.write(
      'A figure is better than the committed one. Run it several times, and commit the highest of each (-- --save).\n',
    );
  if (compared.some(isFailure)) process.exitCode = 1;
}

/** Returns the multiple of each case, or null where CPU time cannot be read. */
function figuresOf(rows) {
  return Object.fromEntries(Object.keys(amounts).map((name) => [name, lineOf(name, rows)['÷ bare'] ?? null]));
}

function lineOf(name, rows) {
  const of = rows.filter((row) => row.name === name);
  if (of.some(({ tracker }) => tracker.cpu === undefined)) return {};
  const least = (server, part) =>
    percentile(
      of.map((row) => row[server][part]),
      quantile,
    );
  return {
    rounds: of.length,
    '÷ bare': rounded(least('tracker', 'cpu') / least('bare', 'cpu')),
    'Node ms': rounded(least('tracker', 'node')),
    'Postgres ms': rounded(least('tracker', 'postgres')),
    'bare Node ms': rounded(least('bare', 'node')),
    'bare Postgres ms': rounded(least('bare', 'postgres')),
  };
}

function toRow({ name, committed, change, result }, rows) {
  return {
    request: name,
    ...lineOf(name, rows),
    committed,
    'change %': change === null ? null : rounded(100 * change, 1),
    'at most %': 100 * maxLoss,
    result,
  };
}
