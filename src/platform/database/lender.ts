import type { DataSource } from 'typeorm';
import type { Rate } from '../limits/rate.js';

/** What is lent of a window: how many, and how many seconds are left of it by Postgres's clock. */
export interface Loan {
  readonly lent: number;
  readonly secondsLeft: number;
}

const spend = 'SELECT lent, seconds_left FROM auth.spend($1, $2, $3, $4, $5)';

/**
 * Where the instances agree on how many requests there may be. It has connections of its own: a request waits for it while it
 * holds one of the others, which could be the last.
 */
export class Lender {
  constructor(private readonly dataSource: DataSource) {}

  /** As many as are wanted, or what is left. Over when it returns: nobody else waits for this row longer than for that. */
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
