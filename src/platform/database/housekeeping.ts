import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Metrics } from '../metrics/metrics.js';
import { BackgroundJob } from './background-job.js';
import { Database } from './database.js';
import { recordRunOf } from './job-runs.js';

const intervalMs = 3_600_000;

/**
 * Hourly housekeeping, which every instance may run. It deletes what has expired and creates the trail's partitions for
 * the coming months.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly deletion: BackgroundJob;
  private readonly partitions: BackgroundJob;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.deletion = new BackgroundJob('Housekeeping', metrics.outcomesOf('housekeeping'));
    this.partitions = new BackgroundJob('Partitions', metrics.outcomesOf('trail_partitions'));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      void this.run();
    }, intervalMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Runs both parts and records the run. A temporary loss of the database is harmless, because the next is in an hour. */
  async run(): Promise<void> {
    const [isDeleted, isCreated] = await Promise.all([
      this.deletion.run('Expired rows could not be deleted. The next attempt is in an hour.', () =>
        this.deleteExpired(),
      ),
      this.partitions.run(
        'The tables of the trail for the next months could not be created. The next attempt is in an hour.',
        () => this.createPartitions(),
      ),
    ]);
    // Without the database there is no record either, and the metrics say that it is away.
    await recordRunOf(this.database, 'housekeeping', isDeleted && isCreated).catch(() => undefined);
  }

  deleteExpired(): Promise<number> {
    return this.database.runAsSystem(async (tx) => {
      await tx.query('SELECT auth.delete_rates()');
      await tx.query('SELECT auth.delete_lookups()');
      await tx.query('SELECT auth.delete_identity_requests()');
      await tx.query('SELECT staging.delete_expired()');
      await tx.query('SELECT app.delete_ended_users()');
      const [row] = await tx.query<{ deleted: number }[]>('SELECT app.delete_idempotency_keys() AS deleted');
      return row?.deleted ?? 0;
    });
  }

  createPartitions(): Promise<number> {
    return this.database.runAsSystem(async (tx) => {
      const [row] = await tx.query<{ created: number }[]>('SELECT audit.prepare_months() AS created');
      return row?.created ?? 0;
    });
  }
}
