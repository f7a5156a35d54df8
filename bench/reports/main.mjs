/**
 * Compares reports over few complaints and over many: the same requests in turn at several sizes; and what the ledger
 * adds to a write. `npm run bench -- reports`; BENCH_COMPLAINTS names the sizes, such as 25000,775000,7750000. Ends
 * with 1 where a figure is missed.
 */
import { fileURLToPath } from 'node:url';
import { writeFigures } from './figures.mjs';
import { againstLive, closeConnections, fourAtATime, oneByOne } from './latency.mjs';
import { ledgerCost, trailBytes } from './ledger-cost.mjs';
import { live } from './live-totals.mjs';
import { openPlace } from './place.mjs';
import { report } from './report.mjs';
import { inSession, prepared, timed } from './serving.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sizes = (process.env.BENCH_COMPLAINTS ?? '25000,775000').split(',').map(Number);
const rounds = Number(process.env.BENCH_ROUNDS ?? 200);
const seconds = Number(process.env.BENCH_SECONDS ?? 120);
const maxWritten = 1_000_000;
const say = (line) => process.stdout.write(`${line}\n`);

const places = [];
try {
  for (const complaints of sizes) places.push(await openPlace(complaints, say));
  const sequential = await oneByOne(places, { rounds, seconds });
  const atOnce = await fourAtATime(places, { rounds, seconds });
  const liveCounts = [];
  for (const place of places)
    liveCounts.push(await againstLive(place, await liveCountOf(place), { rounds: 20, seconds }));
  const written = places.filter(({ complaints }) => complaints <= maxWritten).at(-1);
  const laid = [];
  for (const place of places) laid.push(await place.told());
  const cost = written
    ? await ledgerCost(written, { singly: Math.min(rounds, 15), together: Math.min(rounds, 5) })
    : null;
  const trail = written ? await trailBytes(written) : null;
  const run = { sizes: laid, sequential, atOnce, liveCounts, cost, trail };
  await writeFigures(root, run);
  if (report(run).some(({ isMissed }) => isMissed)) process.exitCode = 1;
} finally {
  closeConnections();
  for (const place of places) await place.close();
}

async function liveCountOf({ admin, serving, readers }) {
  await admin.query(live);
  const count = prepared('live', 'SELECT * FROM bench.live_totals($1, $2)', ['2006-01-01', '2026-07-01']);
  return () => inSession(serving, readers.nation, {}, () => timed(serving, count));
}
