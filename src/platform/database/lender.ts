import type { DataSource } from 'typeorm';

/** Rate limit: a maximum per window of seconds. All subjects have the same window boundaries. */
export interface Rate {
  readonly most: number;
  readonly seconds: number;
}

/** Leased number of requests, and the seconds left of the window by Postgres's clock. */
export interface Loan {
  readonly lent: number;
  readonly secondsLeft: number;
}

const spend = 'SELECT lent, seconds_left FROM auth.spend($1, $2, $3, $4, $5)';

/**
 * Store of the rate limits that all instances share. It has its own connections, because a waiting request already
 * holds one of the others, possibly the last one.
 */
export class Lender {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Leases the requested number, or the rest. The statement commits at once, so that others wait only briefly for the
   * row.
   */
  async lend(bucket: string, subject: string, { most, seconds }: Rate, wanted: number): Promise<Loan> {
    const [loan] = await this.dataSource.query<{ lent: number; seconds_left: number }[]>(spend, [
      bucket,
      subject,
      most,
      seconds,
      wanted,
    ]);
    if (!loan) throw new Error('limits.lend returned no row');
    return { lent: loan.lent, secondsLeft: loan.seconds_left };
  }
}
