import { Logger } from '@nestjs/common';
import { findHostFault } from '../http/host-problems.js';
import { findDatabaseFault } from '../http/postgres-problems.js';
import { errorLocation } from '../logs/log-fields.js';
import { LogLine } from '../logs/log-line.js';

const repeatMs = 60_000;

/**
 * Log of a repeated job. A failure has its cause and the time of the first one in a row. The log has one line a minute
 * at most, and one when the job succeeds again.
 */
export class JobLog {
  private readonly logger: Logger;
  private failing: { readonly since: Date; failures: number } | undefined;
  private loggedAt = Number.NEGATIVE_INFINITY;

  constructor(job: string) {
    this.logger = new Logger(job);
  }

  /** Runs the job once, and logs a failure with this text. Returns whether it succeeded. */
  async run(text: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      this.recordSuccess();
      return true;
    } catch (fault) {
      this.recordFailure(text, fault);
      return false;
    }
  }

  private recordFailure(text: string, fault: unknown): void {
    const failing = (this.failing ??= { since: new Date(), failures: 0 });
    failing.failures += 1;
    const now = performance.now();
    if (failing.failures > 1 && now - this.loggedAt < repeatMs) return;
    this.loggedAt = now;
    const reason = findDatabaseFault(fault) ?? findHostFault(fault) ?? errorLocation(fault);
    this.logger.warn(new LogLine(text, { ...reason, ...failing }));
  }

  private recordSuccess(): void {
    const { failing } = this;
    if (!failing) return;
    this.failing = undefined;
    this.logger.warn(new LogLine('The job succeeds again.', failing));
  }
}
