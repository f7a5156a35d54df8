import type { DataSource } from 'typeorm';

/** Rate limit: a maximum per window of seconds. All subjects have the same window boundaries. */
export interface Rate {
  readonly max: number;
  readonly seconds: number;
}

/** Leased number of requests, and the seconds left of the window by Postgres's clock. */
export interface Lease {
  readonly count: number;
  readonly secondsLeft: number;
}

const acquireLease = 'SELECT leased, seconds_left FROM auth.lease_requests($1, $2, $3, $4, $5)';
const countRemaining = 'SELECT remaining, seconds_left FROM auth.count_remaining_requests($1, $2, $3, $4)';

/**
 * Store of the rate limits that all instances share. Its connections are its own, because a waiting request may hold
 * the last of the others.
 */
export class RateLimitStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Leases the requested number, or the rest. The statement commits at once, so that others wait only briefly for the
   * row.
   */
  async acquire(bucket: string, subject: string, { max, seconds }: Rate, count: number): Promise<Lease> {
    const [lease] = await this.dataSource.query<{ leased: number; seconds_left: number }[]>(acquireLease, [
      bucket,
      subject,
      max,
      seconds,
      count,
    ]);
    if (!lease) throw new Error('auth.lease_requests returned no row');
    return { count: lease.leased, secondsLeft: lease.seconds_left };
  }

  /** Returns the number that no instance has leased in this window. */
  async remaining(bucket: string, subject: string, { max, seconds }: Rate): Promise<Lease> {
    const [rest] = await this.dataSource.query<{ remaining: number; seconds_left: number }[]>(countRemaining, [
      ...[bucket, subject, max, seconds],
    ]);
    if (!rest) throw new Error('auth.count_remaining_requests returned no row');
    return { count: rest.remaining, secondsLeft: rest.seconds_left };
  }
}
