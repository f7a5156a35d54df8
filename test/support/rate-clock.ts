import type { Tracker } from './tracker.js';

/**
 * Clock of the rate limits of a tracker with a database of its own. It stands at the beginning of a minute, so the
 * requests of a slow machine are in one window too. An instance keeps a lease for real seconds.
 */
export class RateClock {
  private constructor(
    private readonly tracker: Tracker,
    private readonly definition: string,
    private at: Date,
  ) {}

  static async stop(tracker: Tracker): Promise<RateClock> {
    const [found] = await tracker.sql<{ definition: string; at: Date }>(
      `SELECT pg_get_functiondef('auth.lease_requests'::regproc) AS definition, date_trunc('minute', now()) AS at`,
    );
    if (!found?.definition.includes('clock_timestamp()')) throw new Error('auth.lease_requests has another clock');
    const clock = new RateClock(tracker, found.definition, found.at);
    await clock.advance(0);
    return clock;
  }

  async advance(seconds: number): Promise<void> {
    this.at = new Date(this.at.getTime() + seconds * 1000);
    const stopped = `'${this.at.toISOString()}'::timestamptz`;
    await this.tracker.sql(this.definition.replaceAll('clock_timestamp()', stopped));
  }
}
