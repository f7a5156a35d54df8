import { Logger } from '@nestjs/common';
import { findHostFault } from '../http/host-problems.js';
import { findDatabaseFault } from '../http/postgres-problems.js';
import { errorLocation } from '../logs/log-fields.js';
import { LogLine } from '../logs/log-line.js';
import { secondsBetween } from '../logs/outage-log.js';
import { MailFault } from '../mail/mail-fault.js';
import type { JobOutcomes } from '../metrics/metrics.js';

/** Time between two lines of a job, and the time without a failure after which it succeeds again. */
const repeatMs = 60_000;

interface Failing {
  readonly since: Date;
  readonly beganAt: number;
  failures: number;
  failedAt: number;
  /** First success after the last failure. */
  succeededAt: number | undefined;
}

/**
 * Job that this process repeats. The metrics count its outcomes. A failure is logged with its cause and the time of the
 * first one, and the end of the failures after a minute without one: a line a minute at most, also of a job that
 * alternates.
 */
export class BackgroundJob {
  private readonly logger: Logger;
  private failing: Failing | undefined;
  private loggedAt = Number.NEGATIVE_INFINITY;

  constructor(
    name: string,
    private readonly outcomes: JobOutcomes,
    private readonly now = () => performance.now(),
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
    const now = this.now();
    const { since, beganAt, failures } = this.failing ?? { since: new Date(), beganAt: now, failures: 0 };
    this.failing = { since, beganAt, failures: failures + 1, failedAt: now, succeededAt: undefined };
    if (now - this.loggedAt < repeatMs) return;
    this.log(text, { ...reasonOf(fault), since, failures: failures + 1 });
  }

  private recordSuccess(): void {
    const { failing } = this;
    if (!failing) return;
    const now = this.now();
    failing.succeededAt ??= now;
    if (now - failing.failedAt < repeatMs) return;
    this.failing = undefined;
    const { since, failures, beganAt, succeededAt } = failing;
    this.log('The job succeeds again.', { since, failures, seconds: secondsBetween(beganAt, succeededAt) });
  }

  private log(text: string, fields: object): void {
    this.loggedAt = this.now();
    this.logger.warn(new LogLine(text, fields));
  }
}

function reasonOf(fault: unknown): object {
  if (fault instanceof MailFault) return { code: fault.code };
  return findDatabaseFault(fault) ?? findHostFault(fault) ?? errorLocation(fault);
}
