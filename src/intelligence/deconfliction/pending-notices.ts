import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { BackgroundJob } from '../../platform/database/background-job.js';
import { Metrics } from '../../platform/metrics/metrics.js';

const intervalMs = 60_000;
const maxBatch = 500;

const notifyHolders = 'SELECT app.send_pending_notices($1) AS done';

/**
 * Sends pending notices to holders of victims' identifiers and to owners of index entries. A separate job does so: neither the act's
 * duration nor its trail may depend on its matches.
 */
@Injectable()
export class PendingNotices implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: BackgroundJob;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.job = new BackgroundJob('PendingNotices', metrics.outcomesOf('pending_notices'));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      void this.job.run(
        'Notices to the holders of identifiers could not be sent. The next attempt is in a minute.',
        () => this.send(),
      );
    }, intervalMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Sends all pending notices. Returns the number of acts. */
  async send(): Promise<number> {
    let total = 0;
    for (let done = maxBatch; done === maxBatch; total += done) done = await this.sendBatch();
    return total;
  }

  private sendBatch(): Promise<number> {
    return this.database.runAsSystem(async (tx) => {
      const [row] = await tx.query<{ done: number }[]>(notifyHolders, [maxBatch]);
      return row?.done ?? 0;
    });
  }
}
