import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';

/** Reasons for which the primary is asked for a read that a standby may answer. */
export const fallbackReasons = [
  'unusable',
  'behind',
  'slow',
  'lost',
  'canceled',
  'ended',
  'promoted',
  'failed',
] as const;
export type FallbackReason = (typeof fallbackReasons)[number];

/** State of the standby at a scrape. */
export interface ReplicaReading {
  readonly isUsable: boolean;
  /** Null while the standby does not answer. */
  readonly lag: { readonly seconds: number; readonly bytes: number } | null;
}

/** Metrics of the reads that a standby may answer. Without a standby they have no samples. */
export class ReplicaMetrics {
  private readonly reads: Counter;
  private readonly fallbacks: Counter;

  constructor({ registry }: Metrics, read: () => ReplicaReading | null) {
    const registers = [registry];
    this.reads = new Counter({
      name: 'tracker_replica_reads_total',
      help: 'Answered reads that a standby may answer, by the server that answered: standby or primary.',
      labelNames: ['server'],
      registers,
    });
    this.fallbacks = new Counter({
      name: 'tracker_replica_fallbacks_total',
      help: 'Reads for which the primary was asked instead of the standby, by reason.',
      labelNames: ['reason'],
      registers,
    });
    const addGauge = (name: string, help: string, valueIn: (reading: ReplicaReading) => number | null): void => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: () => {
          const reading = read();
          const value = reading && valueIn(reading);
          if (value === null) gauge.remove();
          else gauge.set(value);
        },
      });
    };
    addGauge('tracker_replica_usable', 'Whether the standby answers reads: 1 or 0.', ({ isUsable }) =>
      Number(isUsable),
    );
    addGauge(
      'tracker_replica_lag_seconds',
      'Age of the oldest position of the log of the primary that the standby has not applied.',
      ({ lag }) => lag?.seconds ?? null,
    );
    addGauge(
      'tracker_replica_lag_bytes',
      'Log of the primary that the standby has not applied.',
      ({ lag }) => lag?.bytes ?? null,
    );
  }

  /** Starts all counters at zero, so that a first fall-back is an increase. */
  startCounting(): void {
    for (const server of ['standby', 'primary']) this.reads.inc({ server }, 0);
    for (const reason of fallbackReasons) this.fallbacks.inc({ reason }, 0);
  }

  countRead(server: 'standby' | 'primary'): void {
    this.reads.inc({ server });
  }

  countFallback(reason: FallbackReason): void {
    this.fallbacks.inc({ reason });
  }
}
