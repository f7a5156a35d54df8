/**
 * Measures the tracker against a bare server doing the same SQL: requests per second, and CPU time of a request in Node
 * and Postgres. They take turns, so that a drift of the machine's speed affects both. Prints a table, keeps the raw rows
 * in bench/results/, and exits with 1 if a figure misses its floor. `npm run bench`; with `-- --save` the figures
 * become those of this release in bench/figures.json.
 */
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { noCpuTime } from './cpu-time.mjs';
import { keepRows, saveReleaseFigures } from './figures.mjs';
import { layGround, laySeats } from './ground.mjs';
import { load } from './load.mjs';
import { Pair } from './pair.mjs';
import { onPlace } from './place.mjs';
import { median, rounded } from './reports/numbers.mjs';
import { casesFor, postOf } from './requests.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 4);
const only = process.env.BENCH_CASE;
const connections = 20;
const writers = 8;
/** Longer than the tracker leaves work to the time after a write. */
const pauseMs = 1500;
const minWritersRatio = 0.9;

await onPlace(async (place) => {
  const db = await place.connect();
  const ground = await layGround(place.adminUrl, 25_000);
  const seats = await laySeats(db, 61);
  const writersInOne = await laySeats(db, writers, { inOneTaskForce: true });
  await db.query('ANALYZE');
  const pair = await Pair.open(place, db, ground.taskForceId);
  const rows = [];
  for (const one of casesFor(ground, seats).filter(isWanted)) rows.push(...(await measured(pair, one)));
  const lines = Object.values(grouped(rows)).map(lineOf);
  const spread = isWanted({ name: 'writers' })
    ? await compareWriters(pair.tracker, writersInOne, seats.slice(0, writers))
    : null;
  await report(rows, lines, spread);
});

function isWanted({ name }) {
  return only === undefined || name.startsWith(only);
}

async function measured(pair, one) {
  const rows = [];
  for (let round = 0; round <= rounds; round += 1) {
    const row = await pair.round(one.requests, { connections, seconds });
    // The first round is a warm-up and is not counted.
    if (round > 0) rows.push({ ...one, requests: undefined, round, ...row });
  }
  await delay(pauseMs);
  return rows;
}

/** Compares eight writers of one task force with eight of eight. Each has its own connection and session. */
async function compareWriters({ port, meter }, inOne, inEight) {
  const perSecond = { inOne: [], inEight: [] };
  const cpu = { inOne: [], inEight: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, seats] of Object.entries({ inOne, inEight })) {
      const requestsOf = (n) => [postOf(seats[n % writers], '/api/v1/complaints')];
      const before = await meter.read();
      const outcome = await load({ port, requestsOf, connections: writers, seconds });
      await delay(pauseMs);
      const after = await meter.read();
      if (round === 0) continue;
      perSecond[name].push(outcome.perSecond);
      if (after !== null) cpu[name].push((sum(after) - sum(before)) / outcome.total);
    }
  }
  const ratio = median(perSecond.inOne.map((one, at) => one / perSecond.inEight[at]));
  return {
    route: 'POST /complaints, eight writers',
    'on one task force, req/s': Math.round(median(perSecond.inOne)),
    'on eight, req/s': Math.round(median(perSecond.inEight)),
    ratio: rounded(ratio),
    'at least': minWritersRatio,
    ...(cpu.inOne.length > 0 && {
      'CPU ms on one': rounded(median(cpu.inOne)),
      'CPU ms on eight': rounded(median(cpu.inEight)),
    }),
  };
}

function sum({ node, postgres }) {
  return node + postgres;
}

function grouped(rows) {
  const groups = {};
  for (const row of rows) (groups[row.name] ??= []).push(row);
  return groups;
}

function lineOf(rows) {
  const [{ name, floor, goal, minPerSecond }] = rows;
  const of = (server, part) => median(rows.map((row) => row[server][part]));
  const hasCpu = rows.every(({ tracker }) => tracker.cpu !== undefined);
  return {
    route: name,
    'tracker req/s': Math.round(of('tracker', 'perSecond')),
    'at least req/s': minPerSecond,
    'bare req/s': Math.round(of('bare', 'perSecond')),
    'req/s ÷ bare': rounded(median(rows.map(({ tracker, bare }) => tracker.perSecond / bare.perSecond))),
    'at least': floor,
    goal,
    ...(hasCpu && cpuOf(of, floor, goal)),
    'p50 ms': of('tracker', 'p50'),
    'p99 ms': of('tracker', 'p99'),
  };
}

/** The same share in CPU time: a server that takes twice the CPU time of the bare one has half its requests. */
function cpuOf(of, floor, goal) {
  const ratio = of('tracker', 'cpu') / of('bare', 'cpu');
  return {
    'CPU ÷ bare': rounded(ratio),
    'at most': rounded(1 / floor),
    'CPU goal': rounded(1 / goal),
    'Node ms': rounded(of('tracker', 'node')),
    'Postgres ms': rounded(of('tracker', 'postgres')),
    'bare Node ms': rounded(of('bare', 'node')),
    'bare Postgres ms': rounded(of('bare', 'postgres')),
  };
}

async function report(rows, lines, spread) {
  await keepRows('bare', rows);
  process.stdout.write(
    `${rounds} rounds of ${seconds} s, ${connections} connections, ${cpus().length} cores, Node ${process.version}\n`,
  );
  if (lines.some((line) => line['CPU ÷ bare'] === undefined)) process.stdout.write(`${noCpuTime}\n`);
  console.table(lines);
  if (spread !== null) console.table([spread]);
  if (process.argv.includes('--save')) await saveReleaseFigures(releaseFigures(lines, spread));
  const isMissed =
    lines.some((line) => line['req/s ÷ bare'] < line['at least'] || line['CPU ÷ bare'] > line['at most']) ||
    lines.some((line) => line['tracker req/s'] < (line['at least req/s'] ?? 0)) ||
    (spread !== null && spread.ratio < minWritersRatio);
  if (isMissed) process.exitCode = 1;
}

function releaseFigures(lines, spread) {
  const figures = {};
  for (const line of lines) {
    figures[`${line.route}, requests/s`] = line['tracker req/s'];
    figures[`${line.route}, requests/s ÷ bare`] = line['req/s ÷ bare'];
    if (line['CPU ÷ bare'] === undefined) continue;
    figures[`${line.route}, CPU ms, Node + Postgres`] = `${line['Node ms']} + ${line['Postgres ms']}`;
    figures[`${line.route}, CPU ÷ bare`] = line['CPU ÷ bare'];
  }
  if (spread !== null) figures['eight writers on one task force ÷ on eight, requests/s'] = spread.ratio;
  return figures;
}
