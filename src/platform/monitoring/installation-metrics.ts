import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { InstallationReader, type InstallationState } from '../database/installation-state.js';
import { recordedJobs, type RecordedJob } from '../database/job-runs.js';
import { warningOn } from '../database/postgres-releases.js';
import { skewOf } from '../health/readiness.js';
import { findDatabaseFault } from '../http/postgres-problems.js';
import { Metrics } from '../metrics/metrics.js';

/** Time for which a result of the database, also a failure, answers further scrapes. */
export const stateKeptMs = 5000;
/** Time for which the size of the database, also a failure to read it, is kept. */
export const sizeKeptMs = 300_000;

/** Numbers that a backup records, with the rest of the name of their metric. */
const backupFacts = {
  kept: ['backups', 'Complete backups in the folder of backups after the last run.'],
  keptBytes: ['backups_bytes', 'Space that those backups use.'],
  newestBytes: ['last_backup_bytes', 'Size of the last backup.'],
  freeBytes: ['backup_free_bytes', 'Space that was left on the disk of the backups after the last run.'],
} as const;

interface StateGauge {
  readonly name: string;
  readonly help: string;
  /** Returns null for a value that is not known; the metric then has no sample. */
  readonly read: (state: InstallationState) => number | null;
}

const stateGauges: readonly StateGauge[] = [
  {
    name: 'tracker_trail_unlinked_entries',
    help: 'Statements whose entries of the trail have no link yet, counted up to 100,000.',
    read: ({ unlinked }) => unlinked,
  },
  {
    name: 'tracker_trail_unlinked_age_seconds',
    help: 'Longest time that a committed entry of the trail may have waited for its link; 0 if none waits.',
    read: ({ unlinkedSeconds }) => unlinkedSeconds,
  },
  {
    name: 'tracker_trail_unsigned_age_seconds',
    help: 'Age of the oldest link of the trail without a signature; 0 if each has one.',
    read: ({ unsignedSeconds }) => unsignedSeconds,
  },
  {
    name: 'tracker_last_signature_age_seconds',
    help: 'Time since the trail was last signed. No sample before the first signature.',
    read: ({ signedSeconds }) => signedSeconds,
  },
  {
    name: 'tracker_ledger_unfolded_deltas',
    help: 'Entries of the tally ledger that are not in the counts yet, counted up to 100,000.',
    read: ({ unfolded }) => unfolded,
  },
  {
    name: 'tracker_ledger_unfolded_age_seconds',
    help: 'Longest time that an entry of the tally ledger may have waited for its fold; 0 if none waits.',
    read: ({ unfoldedSeconds }) => unfoldedSeconds,
  },
  {
    name: 'tracker_imports_under_way',
    help: 'Imports that receive or commit a file.',
    read: ({ importsUnderWay }) => importsUnderWay,
  },
  {
    name: 'tracker_standbys',
    help: 'Standbys of the database that stream.',
    read: ({ standbys }) => standbys,
  },
  {
    name: 'tracker_synchronous_standbys',
    help: 'Standbys that a commit waits for.',
    read: ({ synchronousStandbys }) => synchronousStandbys,
  },
  {
    name: 'tracker_replication_lag_seconds',
    help: 'Time by which the slowest standby shows a commit later, as it last reported.',
    read: ({ replicationLagSeconds }) => replicationLagSeconds,
  },
  {
    name: 'tracker_replication_lag_bytes',
    help: 'Log that the slowest standby has not applied.',
    read: ({ replicationLagBytes }) => replicationLagBytes,
  },
  {
    name: 'tracker_postgres_outdated',
    help: 'Whether later minor versions of Postgres fix security faults: 1 or 0. The log names them.',
    read: ({ release }) => (warningOn(release) === null ? 0 : 1),
  },
  ...recordedJobs.flatMap((job): StateGauge[] => [
    {
      name: `tracker_last_${job}_age_seconds`,
      help: `Time since the last successful ${job} of the installation. No sample before the first.`,
      read: (state) => agesOf(state, job)?.succeeded ?? null,
    },
    {
      name: `tracker_last_${job}_failure_age_seconds`,
      help: `Time since the last failed ${job} of the installation. No sample before the first.`,
      read: (state) => agesOf(state, job)?.failed ?? null,
    },
  ]),
  ...Object.entries(backupFacts).map(([fact, [name, help]]): StateGauge => ({
    name: `tracker_${name}`,
    help,
    read: (state) => agesOf(state, 'backup')?.facts?.[fact] ?? null,
  })),
];

/**
 * Metrics of the whole installation, read from the database at a scrape, at most once in some seconds. While they
 * cannot be read they have no samples, and the scrape answers with the rest.
 */
@Injectable()
export class InstallationMetrics implements OnApplicationShutdown {
  private readonly logger = new Logger('InstallationMetrics');
  private readonly gauges: readonly (readonly [Gauge, StateGauge['read']])[];
  private readonly isUp: Gauge;
  private readonly skew: Gauge;
  private readonly size: Gauge;
  private readonly failures: Counter;
  private pending: Promise<void> | undefined;
  private readAt = Number.NEGATIVE_INFINITY;
  private sizeReadAt = Number.NEGATIVE_INFINITY;
  private isFailing = false;

  constructor(
    metrics: Metrics,
    private readonly reader: InstallationReader,
  ) {
    const registers = [metrics.registry];
    this.gauges = stateGauges.map(({ name, help, read }) => [new Gauge({ name, help, registers }), read]);
    this.isUp = new Gauge({
      name: 'tracker_database_up',
      help: 'Whether the database answered the last query of the metrics within its time limit: 1 or 0.',
      registers,
    });
    this.skew = new Gauge({
      name: 'tracker_clock_skew_seconds',
      help: 'Difference of the clocks of this machine and of the database, less the time of the query.',
      registers,
    });
    this.size = new Gauge({
      name: 'tracker_database_size_bytes',
      help: 'Size of the database on disk, without the write-ahead log, at most some minutes old.',
      registers,
    });
    this.failures = new Counter({
      name: 'tracker_metrics_failures_total',
      help: 'Queries of the metrics that failed or took too long.',
      registers,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
  }

  /** Sets the gauges from the database, unless they are recent. Concurrent callers share one query. */
  refresh(): Promise<void> {
    if (performance.now() - this.readAt < stateKeptMs) return Promise.resolve();
    this.pending ??= this.read().finally(() => {
      this.readAt = performance.now();
      this.pending = undefined;
    });
    return this.pending;
  }

  private async read(): Promise<void> {
    try {
      const before = Date.now();
      const state = await this.reader.read();
      this.skew.set(skewOf(before, state.now, Date.now()) / 1000);
      for (const [gauge, valueOf] of this.gauges) setOrRemove(gauge, valueOf(state));
      this.isUp.set(1);
      this.isFailing = false;
      await this.refreshSize();
    } catch (fault) {
      this.sizeReadAt = Number.NEGATIVE_INFINITY;
      for (const gauge of [this.skew, this.size, ...this.gauges.map(([one]) => one)]) gauge.remove();
      this.isUp.set(0);
      this.failures.inc();
      if (!this.isFailing) {
        this.logger.warn('The metrics of the database could not be read. They are left out until they can be.');
        this.logger.warn(findDatabaseFault(fault) ?? {});
      }
      this.isFailing = true;
    }
  }

  /** Reads the size apart from the state, so that a large database does not look absent. */
  private async refreshSize(): Promise<void> {
    if (performance.now() - this.sizeReadAt < sizeKeptMs) return;
    this.sizeReadAt = performance.now();
    try {
      this.size.set(await this.reader.readSize());
    } catch (fault) {
      this.size.remove();
      this.failures.inc();
      this.logger.warn('The size of the database could not be read. Its metric is left out for some minutes.');
      this.logger.warn(findDatabaseFault(fault) ?? {});
    }
  }
}

function setOrRemove(gauge: Gauge, value: number | null): void {
  if (value === null) gauge.remove();
  else gauge.set(value);
}

function agesOf({ jobs }: InstallationState, name: RecordedJob): InstallationState['jobs'][number] | undefined {
  return jobs.find(({ job }) => job === name);
}
