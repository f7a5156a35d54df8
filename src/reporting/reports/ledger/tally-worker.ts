import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { BackgroundJob } from '../../../platform/database/background-job.js';
import { Metrics } from '../../../platform/metrics/metrics.js';

const intervalMs = 2000;
/** Small batch: a writer waits at most some hundredths of a second for a row of the counts. */
const maxBatchSize = 5000;
const maxDelayMs = 60_000;

const fold = 'SELECT oversight.fold_tally($1) AS folded';

/**
 * Worker that folds the entries of the tally ledger into counts; totals are correct without it, but slower. A batch is one transaction, so
 * any number of instances may run at once.
 */
@Injectable()
export class TallyWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: BackgroundJob;
  private timer?: NodeJS.Timeout;
  private delayMs = intervalMs;

  constructor(
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.job = new BackgroundJob('TallyWorker', metrics.outcomesOf('ledger_fold'));
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** Folds one batch and returns the number of its entries. */
  foldBatch(): Promise<number> {
    return this.database.runAsSystem(async (tx) => {
      const [row] = await tx.query<{ folded: number }[]>(fold, [maxBatchSize]);
      return row?.folded ?? 0;
    });
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      void this.runRound();
    }, this.delayMs).unref();
  }

  /** Folds batches until none is left. After a database error it retries with twice the delay. */
  private async runRound(): Promise<void> {
    const isFolded = await this.job.run(
      'The tally ledger could not be folded. Totals stay right but are slower until a later attempt succeeds.',
      async () => {
        while ((await this.foldBatch()) === maxBatchSize);
      },
    );
    this.delayMs = isFolded ? intervalMs : Math.min(this.delayMs * 2, maxDelayMs);
    this.schedule();
  }
}
