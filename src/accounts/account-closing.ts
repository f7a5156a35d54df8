import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';

const everyMs = 3_600_000;

/**
 * Disables accounts that are over: temporary ones past their end, and those that nobody has signed in with for too long. That
 * they let nobody in does not wait for this. Any instance may do it, several at once too, as nobody: the rows call for it.
 */
@Injectable()
export class AccountClosing implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('AccountClosing');
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // The database may be away for the moment; the next hour will do.
      this.close().catch(() => {
        this.logger.warn('Accounts that are over could not be disabled; the next attempt is in an hour.');
      });
    }, everyMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** How many were disabled. */
  close(): Promise<number> {
    return this.database.asNobody(async (tx) => {
      const [row] = await tx.query<{ closed: string }[]>('SELECT auth.close_accounts($1) AS closed', [
        this.config.ACCOUNT_UNUSED_DAYS,
      ]);
      return Number(row?.closed ?? 0);
    });
  }
}
