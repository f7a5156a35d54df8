import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { BackgroundJob } from '../../platform/database/background-job.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Secrets } from '../../platform/secrets/secrets.js';

const intervalMs = 3_600_000;
const minAge = '20 hours';

const findStale = 'SELECT stale_commonness AS id FROM oversight.stale_commonness($1::interval)';
const recompute = 'SELECT oversight.recompute_commonness($1, $2)';

/**
 * Recomputes once a day which values are common in a task force, so that no account counts complaints beyond its seat. A server key adds
 * noise to the thresholds.
 */
@Injectable()
export class Commonness implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: BackgroundJob;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    metrics: Metrics,
  ) {
    this.job = new BackgroundJob('Commonness', metrics.outcomesOf('commonness'));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      void this.job.run('The table of common values could not be recomputed. The next attempt is in an hour.', () =>
        this.recompute(),
      );
    }, intervalMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Recomputes the tables older than this age, each in its own transaction. */
  async recompute(olderThan = minAge): Promise<void> {
    const stale = await this.database.runAsSystem((tx) => tx.query<{ id: string }[]>(findStale, [olderThan]));
    for (const { id } of stale) await this.database.runAsSystem((tx) => this.recomputeFor(tx, id));
  }

  private async recomputeFor(tx: EntityManager, taskForceId: string): Promise<void> {
    // It reads every identifier of a task force, which exceeds a request's timeout.
    await tx.query(`SET LOCAL statement_timeout = '120s'`);
    await tx.query(recompute, [taskForceId, this.secrets.deconflictionKey.current.deriveKey('commonness')]);
  }
}
