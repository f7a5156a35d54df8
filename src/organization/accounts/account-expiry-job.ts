import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { BackgroundJob } from '../../platform/database/background-job.js';
import { Metrics } from '../../platform/metrics/metrics.js';

const intervalMs = 3_600_000;

/**
 * Hourly task that disables expired temporary accounts and unused accounts, which sign-in already rejects. Every
 * instance may run it, even concurrently.
 */
@Injectable()
export class AccountExpiryJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: BackgroundJob;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    metrics: Metrics,
  ) {
    this.job = new BackgroundJob('AccountExpiryJob', metrics.outcomesOf('account_expiry'));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      void this.job.run('Expired accounts could not be disabled. The next attempt is in an hour.', () =>
        this.disableExpiredAccounts(),
      );
    }, intervalMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  disableExpiredAccounts(): Promise<number> {
    return this.database.runAsSystem(async (tx) => {
      const [row] = await tx.query<{ closed: string }[]>('SELECT auth.close_accounts($1) AS closed', [
        this.config.ACCOUNT_INACTIVE_DAYS,
      ]);
      return Number(row?.closed ?? 0);
    });
  }
}
