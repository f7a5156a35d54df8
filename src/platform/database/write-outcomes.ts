import { Injectable } from '@nestjs/common';

/** Number of failed changes from which on writes count as failing. One request may fail for a reason of its own. */
const minFailures = 3;
const windowMs = 10_000;
/** Time without a failure after which the writes of others may succeed again. */
const quietMs = 4000;

/**
 * Outcomes of the latest changes of requests. Writes fail if all changes of the last seconds did, and until one is
 * kept or none has failed for a while.
 */
@Injectable()
export class WriteOutcomes {
  private failures: number[] = [];
  private isFailing = false;

  recordKept(): void {
    this.failures = [];
    this.isFailing = false;
  }

  /** Records a change that failed because Postgres kept no write, not because of its content. */
  recordFailure(now = performance.now()): void {
    this.failures = [...this.failures.filter((instant) => now - instant < windowMs), now].slice(-minFailures);
    if (this.failures.length === minFailures) this.isFailing = true;
  }

  areWritesFailing(now = performance.now()): boolean {
    if (this.isFailing && now - (this.failures.at(-1) ?? 0) >= quietMs) this.recordKept();
    return this.isFailing;
  }
}
