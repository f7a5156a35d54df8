import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { errorLocation } from './log-fields.js';
import { LogLine } from './log-line.js';

/** Loggable reason for which requests are refused. */
export interface OutageCause {
  readonly sqlState?: string;
  readonly code?: string;
}

/** Request that an outage refused. */
export interface RefusedRequest {
  readonly method: string;
  /** Template of its route; null if it has none. */
  readonly route: string | null;
}

interface Outage {
  readonly since: Date;
  readonly beganAt: number;
  refused: number;
  loggedAt: number;
  failedAt: number;
  /** First success after the last failure. */
  succeededAt: number | undefined;
  cause: OutageCause;
}

const checkMs = 1000;
const repeatMs = 60_000;
/** Time without a failure after which an outage is over. */
const quietMs = 5000;
/** Number and time of faults of one request each, from which on they are an outage. */
const minSingles = 3;
const singlesMs = 10_000;

/**
 * Log of outages: a line when requests begin to fail, one a minute with their number, and one with the duration when
 * they succeed again.
 */
export class OutageLog implements OnApplicationShutdown {
  private readonly logger = new Logger('Outage');
  private outage: Outage | undefined;
  private timer: NodeJS.Timeout | undefined;
  private singles: number[] = [];

  constructor(private readonly now = () => performance.now()) {}

  /**
   * Counts a refused request. The first one is in the line of the beginning, with its error. Returns false if the request
   * keeps a line of its own, because its fault is of this request alone and no outage is under way.
   */
  recordFailure(cause: OutageCause, error: unknown, request: RefusedRequest, isOfAll = true): boolean {
    const now = this.now();
    if (this.outage) {
      Object.assign(this.outage, { refused: this.outage.refused + 1, failedAt: now, succeededAt: undefined, cause });
      return true;
    }
    if (!isOfAll) {
      this.singles = [...this.singles.filter((instant) => now - instant < singlesMs), now];
      if (this.singles.length < minSingles) return false;
    }
    this.singles = [];
    const since = new Date();
    this.outage = { since, beganAt: now, refused: 1, loggedAt: now, failedAt: now, succeededAt: undefined, cause };
    const first = { ...cause, since, ...request, ...errorLocation(error), cause: error };
    this.logger.warn(new LogLine('Requests are refused with 503.', first));
    this.timer = setInterval(() => {
      this.check();
    }, checkMs).unref();
    return true;
  }

  recordSuccess(): void {
    if (this.outage) this.outage.succeededAt ??= this.now();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Logs the line that is due, if any. A timer calls it each second. */
  check(): void {
    const { outage } = this;
    if (!outage) return;
    const { since, refused, beganAt, succeededAt, cause } = outage;
    const now = this.now();
    if (succeededAt !== undefined && now - outage.failedAt >= quietMs) {
      clearInterval(this.timer);
      this.outage = undefined;
      const seconds = secondsBetween(beganAt, succeededAt);
      this.logger.warn(new LogLine('Requests succeed again.', { since, seconds, refused }));
    } else if (now - outage.loggedAt >= repeatMs) {
      outage.loggedAt = now;
      const seconds = secondsBetween(beganAt, now);
      this.logger.warn(new LogLine('Requests are still refused with 503.', { ...cause, since, seconds, refused }));
    }
  }
}

/** Returns the seconds between two instants in milliseconds, to a tenth. */
export function secondsBetween(from: number, until: number): number {
  return Math.round((until - from) / 100) / 10;
}
