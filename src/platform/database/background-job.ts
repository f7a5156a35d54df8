import { Logger } from '@nestjs/common';
import { findHostFault } from '../http/host-problems.js';
import { findDatabaseFault } from '../http/postgres-problems.js';
import { errorLocation } from '../logs/log-fields.js';
import { LogLine } from '../logs/log-line.js';
import type { JobOutcomes } from '../metrics/metrics.js';

const repeatMs = 60_000;

/**
 * Job that this process repeats. The metrics count its outcomes. A failure is logged with its cause and the time of the
 * first one in a row: one line a minute at most, and one when the job succeeds again.
 */
export class BackgroundJob {
  private readonly logger: Logger;
  private failing: { readonly since: Date; failures: number } | undefined;
  private loggedAt = Number.NEGATIVE_INFINITY;

  constructor(
    name: string,
    private readonly outcomes: JobOutcomes,
  ) {
    this.logger = new Logger(name);
  }

  /** Runs the job once, and logs a failure with this text. Returns whether it succeeded. */
  async run(text: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await this.outcomes.track(work);
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
