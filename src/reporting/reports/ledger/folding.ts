import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';

const everyMs = 2000;
/** Small batch: a writer waits at most some hundredths of a second for a row of the counts. */
const most = 5000;
const longestMs = 60_000;

const fold = 'SELECT oversight.fold_tally($1) AS folded';

/**
 * Worker that folds the entries of the tally ledger into counts, in small batches. Totals are correct without it, but
 * slower. Any number of instances may run it at once. A batch is one transaction, so an aborted one changes nothing.
 */
@Injectable()
export class Folding implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Folding');
  private timer?: NodeJS.Timeout;
  private waitsMs = everyMs;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.plan();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** Folds one batch and returns the number of its entries. */
  foldSome(): Promise<number> {
    return this.database.asNobody(async (tx) => {
      const [row] = await tx.query<{ folded: number }[]>(fold, [most]);
      return row?.folded ?? 0;
    });
  }

  private plan(): void {
    this.timer = setTimeout(() => {
      void this.round();
    }, this.waitsMs).unref();
  }

  /** Folds batches until none is left. After a database error it retries with twice the delay. */
  private async round(): Promise<void> {
    try {
      while ((await this.foldSome()) === most);
      this.waitsMs = everyMs;
    } catch {
      this.waitsMs = Math.min(this.waitsMs * 2, longestMs);
      this.logger.warn('The tally ledger was not folded; totals are right all the same, and slower until it is.');
    }
    this.plan();
  }
}
