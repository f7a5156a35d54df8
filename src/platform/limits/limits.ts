import { Injectable } from '@nestjs/common';
import { Lender, type Loan } from '../database/lender.js';
import { TooManyRequests } from '../http/problems.js';
import type { Rate } from '../database/lender.js';

/** Lease of a part of a window, with its end by this process's clock. */
interface Lease {
  left: number;
  readonly until: number;
  /** Whether the limit for this window is exhausted. */
  readonly isLast: boolean;
  /** Maximum that can still be leased in this window, as far as this instance knows. */
  readonly beyond: number;
}

/** Remaining quota of a subject, as far as this instance knows, and the seconds until the next window. */
export interface Quota {
  readonly left: number;
  readonly seconds: number;
}

const mostAtATime = 100;

/** Maximum number of leases. The oldest are dropped, which forfeits their rest but never grants it twice. */
const mostLeases = 100_000;

/**
 * Rate limiter across all instances. An instance leases several requests at a time and spends them locally. The total
 * of all leases never exceeds the rate. An unspent lease expires with its window.
 */
@Injectable()
export class Limits {
  private readonly leases = new Map<string, Lease>();
  private readonly borrowing = new Map<string, Promise<void>>();

  constructor(private readonly lender: Lender) {}

  /**
   * Spends one request of a subject. Returns null if a lease was at hand. Throws 429 with the wait if the limit is
   * exhausted. A size of 1 is exact for rare requests. The default of a tenth loses little if an instance fails.
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
   * Returns the remaining quota of a subject; null before its first request. It is exact for one instance. With
   * several, each knows only its own leases, until a lease reports the end of the window.
   */
  quotaOf(bucket: string, subject: string): Quota | null {
    const lease = this.livingLease(`${bucket} ${subject}`);
    if (!lease) return null;
    return { left: lease.left + lease.beyond, seconds: Math.ceil((lease.until - performance.now()) / 1000) };
  }

  /** Returns an unused request to the lease. It is lost if the window has ended. */
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

  /** Requests a lease. Concurrent requests of the subject await the same one. */
  private borrow(key: string, most: number, wanted: number, lend: () => Promise<Loan>): Promise<void> {
    const known = this.borrowing.get(key);
    if (known) return known;
    // The end of the window is computed from before the query, so that no lease outlives its window.
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
    // A re-inserted key is last, so the first one has the oldest lease.
    this.leases.delete(key);
    this.leases.set(key, lease);
    for (const [oldest, { until }] of this.leases) {
      if (until > performance.now() && this.leases.size <= mostLeases) break;
      this.leases.delete(oldest);
    }
  }
}
