import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { BackgroundJob } from '../../platform/database/background-job.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { linkCommittedEntries, maxTransactions } from './link-committed.js';

const intervalMs = 1000;

/** Sequencer of the trail: links the committed entries each second. Every instance runs one, and one works at a time. */
@Injectable()
export class TrailSequencer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: BackgroundJob;
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;
  private isStopped = false;
  private most = maxTransactions;

  constructor(
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.job = new BackgroundJob('TrailSequencer', metrics.outcomesOf('trail_sequencer'));
  }

  onApplicationBootstrap(): void {
    this.runAfter(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private runAfter(delayMs: number): void {
    this.timer = setTimeout(() => {
      const began = performance.now();
      this.running = this.run().finally(() => {
        if (!this.isStopped) this.runAfter(Math.max(0, intervalMs - (performance.now() - began)));
      });
    }, delayMs);
    this.timer.unref();
  }

  /** Links once. The next run is a second away, and readiness watches the delay. */
  private async run(): Promise<void> {
    const isLinked = await this.job.run(
      'Committed entries of the trail could not be linked. The next attempt is in a second.',
      () =>
        linkCommittedEntries(
          (statement, parameters) => this.database.runAsSystem((tx) => tx.query<unknown[]>(statement, [...parameters])),
          false,
          this.most,
        ),
    );
    // After a call that failed the next one takes less: it may have been too slow, and any backlog is linked at last.
    this.most = isLinked ? Math.min(maxTransactions, 2 * this.most) : Math.max(1, Math.floor(this.most / 4));
  }
}
