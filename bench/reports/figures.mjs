/** Writes the figures of a run for docs/figures.md, in the form of the tests, and the raw rows to bench/results/. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allTime, lockedReturn, ownAccount } from './latency.mjs';
import { median, percentile, rounded } from './numbers.mjs';

export async function writeFigures(root, run) {
  const results = join(root, 'bench/results');
  await mkdir(results, { recursive: true });
  const at = new Date().toISOString().replaceAll(':', '-');
  await writeFile(join(results, `reports-${at}.json`), JSON.stringify(run, null, 2));
  const folder = join(root, 'test-results/figures/bench.reports');
  await mkdir(folder, { recursive: true });
  for (const [name, rows] of Object.entries({
    'reports over many complaints': latencies(run),
    'ledger cost': costs(run),
  })) {
    if (rows.length === 0) continue;
    const lines = rows.map((row) => `${JSON.stringify({ name, ...row })}\n`);
    await writeFile(join(folder, `${name.replaceAll(' ', '-')}.jsonl`), lines.join(''));
  }
}

function latencies({ sizes, sequential, liveCounts }) {
  return sizes.map(({ complaints }) => {
    const of = (name) => sequential.find((one) => one.name === name && one.complaints === complaints).taken;
    return {
      complaints,
      'own account p50': rounded(median(of(ownAccount))),
      'locked report p50': rounded(median(of(lockedReturn))),
      'totals p50': rounded(median(of(allTime))),
      'totals p95': rounded(percentile(of(allTime), 0.95)),
      'counted live p50': rounded(median(liveCounts.find((one) => one.complaints === complaints).live)),
    };
  });
}

function costs({ cost }) {
  return Object.entries(cost ?? {}).map(([kind, pairs]) => ({
    what: kind,
    'with the ledger': rounded(median(pairs.map((pair) => pair.with))),
    without: rounded(median(pairs.map((pair) => pair.without))),
    'cost percent': rounded(100 * (median(pairs.map((pair) => pair.with / pair.without)) - 1), 1),
  }));
}
