import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

const intervalMs = 60_000;
const maxBatch = 500;

const tellHolders = 'SELECT app.tell_holders($1) AS done';

/**
 * Sends what an act beyond its seat left pending: the holders of a victim's identifier learn who asked about it, and the owners of index
 * entries are called. It runs apart from the act, so that neither the act's duration nor its own trail depends on what it met.
 */
@Injectable()
export class HolderNotices implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('HolderNotices');
  private timer?: NodeJS.Timeout;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.send().catch(() => {
        this.logger.warn('Notices to the holders of identifiers could not be sent. The next attempt is in a minute.');
      });
    }, intervalMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Sends all that is pending. Returns the number of acts. */
  async send(): Promise<number> {
    let total = 0;
    for (let done = maxBatch; done === maxBatch; total += done) done = await this.sendBatch();
    return total;
  }

  private sendBatch(): Promise<number> {
    return this.database.asNobody(async (tx) => {
      const [row] = await tx.query<{ done: number }[]>(tellHolders, [maxBatch]);
      return row?.done ?? 0;
    });
  }
}
