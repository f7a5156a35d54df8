import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from './database.js';

const everyMs = 3_600_000;

/**
 * What has to be forgotten in time and is nobody's request: idempotency keys past their 48 hours, and who asked how often in
 * windows that are over, or what was looked up on days that are over; and rows of files that nobody has had entered. And the months to come, for whose entries the trail needs
 * tables. Any instance may do it.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Housekeeping');
  private timer?: NodeJS.Timeout;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // The database may be away for the moment; the next hour will do.
      this.forget().catch(() => {
        this.logger.warn('What is too old could not be forgotten; the next attempt is in an hour.');
      });
      this.prepare().catch(() => {
        this.logger.warn('The trail has no table yet for each month ahead; the next attempt is in an hour.');
      });
    }, everyMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** How many keys were forgotten. */
  forget(): Promise<number> {
    return this.database.asNobody(async (tx) => {
      await tx.query('SELECT auth.forget_rates()');
      await tx.query('SELECT auth.forget_lookups()');
      await tx.query('SELECT staging.forget()');
      const [row] = await tx.query<{ forgotten: number }[]>('SELECT app.forget_idempotency_keys() AS forgotten');
      return row?.forgotten ?? 0;
    });
  }

  /** How many months of the trail got their tables. */
  prepare(): Promise<number> {
    return this.database.asNobody(async (tx) => {
      const [row] = await tx.query<{ made: number }[]>('SELECT audit.prepare_months() AS made');
      return row?.made ?? 0;
    });
  }
}
