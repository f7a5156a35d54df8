import { setTimeout as delay } from 'node:timers/promises';
import { RecentUse } from './recent-use.js';

/** Time of work after which an account pauses for others. Smaller files never wait. */
const freeMs = 100;
/** Half-life of an account's recorded work. */
const halfLifeMs = 5000;
/** Maximum pause as a multiple of the slice, so that an account keeps at least a tenth of the time. */
const pausesPerSlice = 9;
const maxPauseMs = 1000;
/** Maximum duration of a request that others pause for. A longer one is a long task itself, or a stream. */
const maxServedMs = 5000;
/** Time within which the next request of an account is expected. */
const recentMs = 50;
const stepMs = 5;

interface Share {
  readonly requests: Set<{ readonly since: number }>;
  lastAt: number;
  pausedCount: number;
}

export interface TimeSource {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

const systemTime: TimeSource = { now: () => performance.now(), wait: (ms) => delay(ms) };

/** Pause after a slice of work, given in milliseconds. */
export type Pause = (tookMs: number) => Promise<void>;

/**
 * Fair share of this instance's time between accounts. Long work runs in slices, and pauses after a slice while
 * accounts with less work are served.
 */
export class FairScheduler {
  private readonly shares = new Map<string, Share>();

  private readonly use: RecentUse;

  constructor(private readonly time: TimeSource = systemTime) {
    this.use = new RecentUse(halfLifeMs, time.now);
  }

  get pausedCount(): number {
    return [...this.shares.values()].reduce((sum, share) => sum + share.pausedCount, 0);
  }

  registerRequest(accountId: string): () => void {
    const share = this.shareOf(accountId);
    const request = { since: this.time.now() };
    share.requests.add(request);
    return () => {
      share.requests.delete(request);
      share.lastAt = this.time.now();
      this.dropIdleAccounts();
    };
  }

  pauseOf(accountId: string, signal?: AbortSignal): Pause {
    return (tookMs) => this.pause(accountId, tookMs, signal);
  }

  private async pause(accountId: string, tookMs: number, signal?: AbortSignal): Promise<void> {
    const share = this.shareOf(accountId);
    const began = this.time.now();
    this.use.add(accountId, tookMs);
    if (this.use.of(accountId) < freeMs) return;
    const until = began + Math.min(maxPauseMs, tookMs * pausesPerSlice);
    share.pausedCount += 1;
    try {
      while (this.time.now() < until && signal?.aborted !== true && this.hasWaitingOthers(accountId)) {
        await this.time.wait(stepMs);
      }
    } finally {
      share.pausedCount -= 1;
    }
  }

  private hasWaitingOthers(accountId: string): boolean {
    const now = this.time.now();
    const ownUsed = this.use.of(accountId);
    for (const [id, share] of this.shares) {
      if (id !== accountId && isServed(share, now) && this.use.of(id) < ownUsed) return true;
    }
    return false;
  }

  private shareOf(accountId: string): Share {
    let share = this.shares.get(accountId);
    if (!share) {
      share = { requests: new Set(), lastAt: -Infinity, pausedCount: 0 };
      this.shares.set(accountId, share);
    }
    return share;
  }

  private dropIdleAccounts(): void {
    const now = this.time.now();
    for (const [id, share] of this.shares) {
      if (share.requests.size === 0 && share.pausedCount === 0 && !isServed(share, now)) this.shares.delete(id);
    }
  }
}

function isServed({ requests, lastAt }: Share, now: number): boolean {
  if (now - lastAt < recentMs) return true;
  for (const { since } of requests) if (now - since < maxServedMs) return true;
  return false;
}
