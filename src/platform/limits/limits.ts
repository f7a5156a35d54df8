import { Injectable } from '@nestjs/common';
import { RateLimitStore, type Lease } from '../database/rate-limit-store.js';
import { TooManyRequests } from '../http/problems.js';
import type { Rate } from '../database/rate-limit-store.js';

interface HeldLease {
  remaining: number;
  readonly endsAt: number;
  readonly isExhausted: boolean;
  /** Maximum that can still be leased in this window, as far as this instance knows. */
  readonly remainingInWindow: number;
}

export interface Quota {
  readonly left: number;
  readonly seconds: number;
}

const maxLeaseSize = 100;

/** Maximum number of leases. The oldest are dropped, which forfeits their rest but never grants it twice. */
const maxLeases = 100_000;

/**
 * Rate limiter across all instances. An instance leases several requests at a time and spends them locally. All leases
 * together never exceed the rate, and an unspent one expires with its window.
 */
@Injectable()
export class Limits {
  private readonly leases = new Map<string, HeldLease>();
  private readonly pendingLeases = new Map<string, Promise<void>>();

  constructor(private readonly store: RateLimitStore) {}

  /**
   * Spends one request of a subject. Returns null if a lease was at hand. Throws 429 with the wait if the limit is
   * exhausted. A size of 1 is exact for rare requests.
   */
  consume(
    bucket: string,
    subject: string,
    rate: Rate,
    leaseSize = Math.min(Math.ceil(rate.max / 10), maxLeaseSize),
  ): Promise<void> | null {
    const key = `${bucket} ${subject}`;
    return this.consumeFromLease(key)
      ? null
      : this.consumeWhenLeased(bucket, key, rate.max, leaseSize, () =>
          this.store.acquire(bucket, subject, rate, leaseSize),
        );
  }

  /**
   * Returns the remaining quota of a subject; null before its first request. Of several instances, each knows only its
   * own leases.
   */
  quotaOf(bucket: string, subject: string): Quota | null {
    const lease = this.activeLease(`${bucket} ${subject}`);
    if (!lease) return null;
    return {
      left: lease.remaining + lease.remainingInWindow,
      seconds: Math.ceil((lease.endsAt - performance.now()) / 1000),
    };
  }

  /** Returns how much of a limit no instance has leased. */
  remaining(bucket: string, subject: string, rate: Rate): Promise<Lease> {
    return this.store.remaining(bucket, subject, rate);
  }

  /** Returns an unused request to the lease. It is lost if the window has ended. */
  refund(bucket: string, subject: string): void {
    const lease = this.activeLease(`${bucket} ${subject}`);
    if (lease) lease.remaining += 1;
  }

  private async consumeWhenLeased(
    bucket: string,
    key: string,
    max: number,
    size: number,
    acquire: () => Promise<Lease>,
  ): Promise<void> {
    while (!this.consumeFromLease(key)) {
      const lease = this.activeLease(key);
      if (lease?.isExhausted) throw new TooManyRequests((lease.endsAt - performance.now()) / 1000, bucket);
      await this.acquireLease(key, max, size, acquire);
    }
  }

  private consumeFromLease(key: string): boolean {
    const lease = this.activeLease(key);
    if (!lease || lease.remaining === 0) return false;
    lease.remaining -= 1;
    return true;
  }

  private activeLease(key: string): HeldLease | undefined {
    const lease = this.leases.get(key);
    return lease && performance.now() < lease.endsAt ? lease : undefined;
  }

  private acquireLease(key: string, max: number, size: number, acquire: () => Promise<Lease>): Promise<void> {
    const known = this.pendingLeases.get(key);
    if (known) return known;
    // The end of the window is computed from before the query, so that no lease outlives its window.
    const asked = performance.now();
    const acquired = acquire()
      .then(({ count, secondsLeft }) => {
        const remainingInWindow =
          count < size ? 0 : Math.max(0, (this.activeLease(key)?.remainingInWindow ?? max) - count);
        this.storeLease(key, {
          remaining: count,
          endsAt: asked + secondsLeft * 1000,
          isExhausted: count === 0,
          remainingInWindow,
        });
      })
      .finally(() => this.pendingLeases.delete(key));
    this.pendingLeases.set(key, acquired);
    return acquired;
  }

  private storeLease(key: string, lease: HeldLease): void {
    // A re-inserted key is last, so the first one has the oldest lease.
    this.leases.delete(key);
    this.leases.set(key, lease);
    for (const [oldest, { endsAt }] of this.leases) {
      if (endsAt > performance.now() && this.leases.size <= maxLeases) break;
      this.leases.delete(oldest);
    }
  }
}
