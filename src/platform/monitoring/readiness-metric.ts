import { setTimeout as delay } from 'node:timers/promises';
import { Gauge } from 'prom-client';
import { unreadyReasons, type Readiness, type Unready } from '../health/readiness.js';
import type { Metrics } from '../metrics/metrics.js';

/** Time that a scrape waits for the check. Then it has the result of the one before. */
const maxCheckMs = 250;

/** Adds the reasons for which the tracker is not ready, as a probe finds them. A check that fails counts as that of the database. */
export function addReadinessMetric({ registry }: Metrics, readiness: Readiness): void {
  let last: readonly Unready[] = [];
  const check = async (): Promise<void> => {
    last = await readiness.state().then(
      ({ faults }) => faults,
      () => ['database'],
    );
  };
  const unready: Gauge = new Gauge({
    name: 'tracker_unready',
    help: 'Whether the tracker is not ready for this reason: 1 or 0.',
    labelNames: ['reason'],
    registers: [registry],
    collect: async () => {
      await Promise.race([check(), delay(maxCheckMs, undefined, { ref: false })]);
      for (const reason of unreadyReasons) unready.set({ reason }, last.includes(reason) ? 1 : 0);
    },
  });
}
