import { Injectable } from '@nestjs/common';
import { Lender, type Loan } from '../database/lender.js';
import { TooManyRequests } from '../http/problems.js';
import type { Rate } from './rate.js';

/** What this instance has left of a window, and until when, by this process's own clock. */
interface Lease {
  left: number;
  readonly until: number;
  /** Nobody has anything left to lend in this window. */
  readonly isLast: boolean;
  /** The most that may still be lent in this window, as far as this instance knows. */
  readonly beyond: number;
}

/** The rest of a subject's window, as far as this instance knows, and the seconds until the next window begins. */
export interface Quota {
  readonly left: number;
  readonly seconds: number;
}

const mostAtATime = 100;

/** Beyond so many the oldest are forgotten: that loses what was lent on them, and never lends it again. */
const mostLeases = 100_000;

/**
 * Counts requests where all instances agree, without asking for each: some are borrowed at a time and spent here. What is lent
 * together never exceeds the rate, so no number of instances lets more through; what an instance does not spend is lost with the
 * window.
 */
@Injectable()
export class Limits {
  private readonly leases = new Map<string, Lease>();
  private readonly borrowing = new Map<string, Promise<void>>();

  constructor(private readonly lender: Lender) {}

  /**
   * Takes one of what the subject may have; null where there was one at hand. Where there is none left it fails with when there is
   * more. Borrowing one at a time is exact for who comes seldom; otherwise a tenth is borrowed, and little is lost with an instance
   * that dies.
   */
  spend(
    bucket: string,
    subject: string,
    rate: Rate,
    atATime = Math.min(Math.ceil(rate.most / 10), mostAtATime),
  ): Promise<void> | null {
    const key = `${bucket} ${subject}`;
    return this.takeHeld(key)
      ? null
      : this.take(key, rate.most, atATime, () => this.lender.lend(bucket, subject, rate, atATime));
  }

  /**
   * Returns what the subject has left; null before it has taken anything. It is exact for one instance. Of several each knows what it
   * borrowed itself, and at the end of a window that there is no more.
   */
  quotaOf(bucket: string, subject: string): Quota | null {
    const lease = this.livingLease(`${bucket} ${subject}`);
    if (!lease) return null;
    return { left: lease.left + lease.beyond, seconds: Math.ceil((lease.until - performance.now()) / 1000) };
  }

  /** Gives back one that was taken and not used. What its window no longer has is lost. */
  giveBack(bucket: string, subject: string): void {
    const lease = this.livingLease(`${bucket} ${subject}`);
    if (lease) lease.left += 1;
  }

  private async take(key: string, most: number, wanted: number, lend: () => Promise<Loan>): Promise<void> {
    while (!this.takeHeld(key)) {
      const lease = this.livingLease(key);
      if (lease?.isLast) throw new TooManyRequests((lease.until - performance.now()) / 1000);
      await this.borrow(key, most, wanted, lend);
    }
  }

  private takeHeld(key: string): boolean {
    const lease = this.livingLease(key);
    if (!lease || lease.left === 0) return false;
    lease.left -= 1;
    return true;
  }

  private livingLease(key: string): Lease | undefined {
    const lease = this.leases.get(key);
    return lease && performance.now() < lease.until ? lease : undefined;
  }

  /** Requests that come while somebody borrows wait for the same loan. */
  private borrow(key: string, most: number, wanted: number, lend: () => Promise<Loan>): Promise<void> {
    const known = this.borrowing.get(key);
    if (known) return known;
    // The window's end is counted from before the question, so that no lease outlives what it was taken from.
    const asked = performance.now();
    const borrowed = lend()
      .then(({ lent, secondsLeft }) => {
        const beyond = lent < wanted ? 0 : Math.max(0, (this.livingLease(key)?.beyond ?? most) - lent);
        this.keep(key, { left: lent, until: asked + secondsLeft * 1000, isLast: lent === 0, beyond });
      })
      .finally(() => this.borrowing.delete(key));
    this.borrowing.set(key, borrowed);
    return borrowed;
  }

  private keep(key: string, lease: Lease): void {
    // Put in anew it stands last: what stands first was borrowed longest ago.
    this.leases.delete(key);
    this.leases.set(key, lease);
    for (const [oldest, { until }] of this.leases) {
      if (until > performance.now() && this.leases.size <= mostLeases) break;
      this.leases.delete(oldest);
    }
  }
}
