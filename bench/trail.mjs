/**
 * Cost of the trail: POST /complaints with and without the triggers of the trail and its chain, in turn, in requests per
 * second and in CPU time. It also measures the verification. Exits with 1 if the trail costs more than 15 % of a
 * request, or below 150,000 verified entries a second. `npm run bench:trail`; with `-- --save` the figures become
 * those of this release in bench/figures.json.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { verifyDatabase } from '../dist/src/audit/chain/verify-database.js';
import { Meter, noCpuTime } from './cpu-time.mjs';
import { saveReleaseFigures } from './figures.mjs';
import { laySeats } from './ground.mjs';
import { load } from './load.mjs';
import { withCpu } from './pair.mjs';
import { onPlace, root } from './place.mjs';
import { median, rounded } from './reports/numbers.mjs';
import { postOf } from './requests.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const seconds = Number(process.env.BENCH_SECONDS ?? 4);
const connections = 20;
const taskForces = 61;
const maxCost = 0.15;
const minVerified = 150_000;
/** Longer than the tracker leaves work to the time after a write. */
const pauseMs = 1500;

await onPlace(async (place) => {
  const db = await place.connect();
  const requests = (await laySeats(db, taskForces)).map((seat) => postOf(seat, '/api/v1/complaints'));
  const tracker = await place.startMeasuredTracker();
  const meter = new Meter(db, tracker);
  const rows = [];
  for (let round = 0; round <= rounds; round += 1) {
    const measured = {};
    for (const trail of round % 2 === 0 ? ['on', 'off'] : ['off', 'on']) {
      await switchTrail(db, trail);
      const before = await meter.read();
      const outcome = await load({ port: tracker.port, requests, connections, seconds });
      await delay(pauseMs);
      measured[trail] = withCpu(outcome, before, await meter.read());
    }
    // The first round is a warm-up and is not counted.
    if (round > 0) rows.push(measured);
  }
  await reportCost(db, rows);
  await place.stopTracker();
  await reportVerification(db, place.postgres.auditorUrl);
});

/** Without its triggers nothing of a complaint enters the trail, so nothing is linked either. */
async function switchTrail(db, trail) {
  await db.query(
    trail === 'on'
      ? 'ALTER TABLE app.complaints ENABLE TRIGGER complaints_entered'
      : 'ALTER TABLE app.complaints DISABLE TRIGGER complaints_entered',
  );
  await db.query('CHECKPOINT');
}

async function reportCost(db, rows) {
  const perSecond = (trail) => Math.round(median(rows.map((row) => row[trail].perSecond)));
  const cost = median(rows.map(({ on, off }) => 1 - on.perSecond / off.perSecond));
  const hasCpu = rows.every(({ on, off }) => on.cpu !== undefined && off.cpu !== undefined);
  // The share of a request's CPU time that it would not take without the trail.
  const cpuCost = hasCpu ? median(rows.map(({ on, off }) => 1 - off.cpu / on.cpu)) : null;
  const { rows: chained } = await db.query(
    'SELECT count(*)::int AS links, count(DISTINCT chain)::int AS chains, max(position)::int AS longest FROM audit.links',
  );
  process.stdout.write(
    `${rounds} rounds of ${seconds} s each way, ${connections} connections, ${taskForces} task forces, ${cpus().length} cores, Node ${process.version}\n`,
  );
  if (!hasCpu) process.stdout.write(`${noCpuTime}\n`);
  const figures = {
    withTrail: perSecond('on'),
    without: perSecond('off'),
    costPercent: rounded(cost * 100, 1),
    ...(hasCpu && {
      'CPU ms with': rounded(median(rows.map(({ on }) => on.cpu))),
      'CPU ms without': rounded(median(rows.map(({ off }) => off.cpu))),
      'CPU cost percent': rounded(cpuCost * 100, 1),
    }),
  };
  console.table([
    {
      route: 'POST /complaints',
      ...figures,
      'at most %': maxCost * 100,
      'p99 ms with': median(rows.map(({ on }) => on.p99)),
      'p99 ms without': median(rows.map(({ off }) => off.p99)),
      ...chained[0],
    },
  ]);
  await figure('audit cost', figures);
  await save({
    'cost of the trail on POST /complaints, % of requests/s': figures.costPercent,
    ...(hasCpu && { 'cost of the trail on POST /complaints, % of CPU': figures['CPU cost percent'] }),
  });
  if (cost > maxCost || cpuCost > maxCost) process.exitCode = 1;
}

async function save(figures) {
  if (process.argv.includes('--save')) await saveReleaseFigures(figures);
}

async function reportVerification(db, auditorUrl) {
  const forging = await readFile(join(root, 'test/audit/forge-trail.sql'), 'utf8');
  const from = new Date(Date.now() - 20 * 86_400_000);
  await db.query('SET session_replication_role = replica');
  await db.query('TRUNCATE audit.entries, audit.links, audit.heads, audit.unlinked_entries CASCADE');
  await db.query(`SELECT audit.prepare_month(date_trunc('month', $1::timestamptz AT TIME ZONE 'UTC')::date)`, [from]);
  await db.query(forging, [minVerified, from, '10 seconds']);
  await linkForged(db);
  await db.query('VACUUM ANALYZE audit.entries, audit.links');
  const passes = [];
  for (let pass = 0; pass < 5; pass += 1)
    passes.push(await verifyDatabase(auditorUrl, { keys: new Map(), signatures: null }));
  const [best] = passes.toSorted((one, other) => one.seconds - other.seconds);
  if (best.faults.count > 0) throw new Error(best.faults.listed.join('\n'));
  const entriesPerSecond = Math.round(best.entries / best.seconds);
  console.table([
    {
      command: 'audit:verify',
      entries: best.entries,
      links: best.links,
      seconds: rounded(best.seconds),
      'entries/s': entriesPerSecond,
      'at least': minVerified,
    },
  ]);
  await figure('audit:verify', {
    entries: best.entries,
    links: best.links,
    seconds: rounded(best.seconds),
    entriesPerSecond,
  });
  await save({ 'audit:verify, entries/s': entriesPerSecond });
  if (entriesPerSecond < minVerified) process.exitCode = 1;
}

/** Links the forged entries as the sequencer does, and reports its rate. */
async function linkForged(db) {
  await db.query(
    `INSERT INTO audit.unlinked_entries (at, transaction, seq)
     SELECT at, transaction, min(seq) FROM audit.entries GROUP BY at, transaction`,
  );
  const began = performance.now();
  let entries = 0;
  for (let isComplete = false; !isComplete;) {
    const { linked, is_complete } = (await db.query('SELECT linked::int, is_complete FROM audit.link_committed()'))
      .rows[0];
    entries += linked;
    isComplete = is_complete;
  }
  const entriesPerSecond = Math.round((entries / (performance.now() - began)) * 1000);
  console.table([{ command: 'sequencer', entries, 'entries/s': entriesPerSecond }]);
  await figure('audit sequencer', { entries, entriesPerSecond });
}

async function figure(name, values) {
  const folder = join(root, 'test-results/figures/bench.trail');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.jsonl`),
    `${JSON.stringify({ name, ...values })}\n`,
  );
}
