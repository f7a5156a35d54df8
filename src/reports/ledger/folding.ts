import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

const everyMs = 2000;
/** Small, so that whoever waits for a row of the counts waits for no longer than a few hundredths of a second. */
const most = 5000;
const longestMs = 60_000;

const fold = 'SELECT oversight.fold_tally($1) AS folded';

/**
 * Adds up what the tally ledger was told, often and little at a time: a total is right without it, and the faster for it. Any
 * instance may do it, several at once too; one that is killed has done nothing.
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

  /** How many entries were folded. */
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

  /** All there is, a part at a time. Where the database is away, later: each attempt waits twice as long as the one before. */
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
