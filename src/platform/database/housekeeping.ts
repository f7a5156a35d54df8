import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from './database.js';
import { JobLog } from './job-log.js';

const intervalMs = 3_600_000;

/**
 * Hourly housekeeping, which every instance may run. It deletes what has expired and creates the trail's partitions for
 * the coming months.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly deletionLog = new JobLog('Housekeeping');
  private readonly partitionLog = new JobLog('Partitions');
  private timer?: NodeJS.Timeout;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // A temporary loss of the database is harmless, because the task runs again in an hour.
      void this.deletionLog.run('Expired rows could not be deleted. The next attempt is in an hour.', () =>
        this.deleteExpired(),
      );
      void this.partitionLog.run(
        'The tables of the trail for the next months could not be created. The next attempt is in an hour.',
        () => this.createPartitions(),
      );
    }, intervalMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  deleteExpired(): Promise<number> {
    return this.database.runAsSystem(async (tx) => {
      await tx.query('SELECT auth.delete_rates()');
      await tx.query('SELECT auth.delete_lookups()');
      await tx.query('SELECT staging.delete_expired()');
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
