import { cpus } from 'node:os';
import { allTime, lockedReturn, ownAccount } from './latency.mjs';
import { median, percentile, rounded } from './numbers.mjs';

const maxOverMin = 1.25;
const maxOverOwnAccount = { [allTime]: 4, [lockedReturn]: 1.5 };
const minOverLive = 15;
/** Fewer complaints are counted so fast that a ledger has nothing to save. */
const minCompared = 775_000;
const maxCost = { 'one complaint': 25, '50,000 of a month': 60, '50,000 of twenty years': 60 };

export function report({ sizes, sequential, atOnce, liveCounts, cost, trail }) {
  process.stdout.write(`${cpus().length} cores, Node ${process.version}\n`);
  for (const { complaints, seconds, tables } of sizes) {
    const bytes = tables.reduce((sum, { table, indexes }) => sum + table + indexes, 0);
    process.stdout.write(
      `${complaints} complaints: laid in ${Object.values(seconds)
        .reduce((sum, part) => sum + part, 0)
        .toFixed(0)} s, ${Math.round(bytes / complaints)} bytes each\n`,
    );
    console.table(tables.slice(0, 16).map((one) => sizeLine(one, complaints)));
  }
  console.table([...sequential.map((one) => latencyLine(one, 1)), ...atOnce.map((one) => latencyLine(one, 4))]);
  if (trail !== null)
    process.stdout.write(`${Math.round(trail)} bytes of the trail for each complaint that is logged\n`);
  const held = [
    ...againstOwnAccount(sequential),
    ...acrossSizes(sequential),
    ...liveCounts.map(liveLine),
    ...Object.entries(cost ?? {}).map(costLine),
  ].map((row) => ({ ...row, isMissed: row['at most'] < row.is || row['at least'] > row.is }));
  console.table(held);
  return held;
}

function sizeLine({ name, rows, table, indexes }, complaints) {
  return {
    table: name,
    rows,
    MB: rounded((table + indexes) / 1e6, 1),
    'bytes a row': Math.round((table + indexes) / rows),
    'of them indexes': Math.round(indexes / rows),
    'bytes a complaint': Math.round((table + indexes) / complaints),
  };
}

function latencyLine({ complaints, name, taken }, atOnce) {
  return {
    complaints,
    request: name,
    'at once': atOnce,
    n: taken.length,
    'p50 ms': rounded(median(taken)),
    'p95 ms': rounded(percentile(taken, 0.95)),
  };
}

function againstOwnAccount(sequential) {
  return sequential
    .filter(({ name }) => name in maxOverOwnAccount)
    .map(({ complaints, name, taken }) => {
      const own = sequential.find((one) => one.name === ownAccount && one.complaints === complaints);
      return {
        figure: `${name} ÷ ${ownAccount}`,
        complaints,
        is: rounded(median(taken) / median(own.taken)),
        'at most': maxOverOwnAccount[name],
      };
    });
}

function acrossSizes(sequential) {
  const [fewest, ...others] = sequential
    .filter(({ name }) => name === allTime)
    .toSorted((one, other) => one.complaints - other.complaints);
  return others.map(({ complaints, taken }) => ({
    figure: `${allTime} ÷ the same of ${fewest.complaints}`,
    complaints,
    is: rounded(median(taken) / median(fewest.taken)),
    'at most': maxOverMin,
  }));
}

function liveLine({ complaints, route, live }) {
  return {
    figure: `a live GROUP BY ÷ ${allTime}`,
    complaints,
    'live ms': rounded(median(live)),
    is: rounded(median(live) / median(route)),
    ...(complaints >= minCompared ? { 'at least': minOverLive } : {}),
  };
}

function costLine([kind, pairs]) {
  return {
    figure: `the ledger, on ${kind}, %`,
    'with ms': rounded(median(pairs.map((pair) => pair.with))),
    'without ms': rounded(median(pairs.map((pair) => pair.without))),
    is: rounded(100 * (median(pairs.map((pair) => pair.with / pair.without)) - 1), 1),
    ...(kind in maxCost ? { 'at most': maxCost[kind] } : {}),
  };
}
