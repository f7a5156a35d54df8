import { setTimeout as delay } from 'node:timers/promises';

/** Time of work after which an account pauses for others. Smaller files never wait. */
const freeMs = 100;
/** Half-life of an account's recorded work. */
const halfLifeMs = 5000;
/** Maximum pause as a multiple of the slice, so that an account keeps at least a tenth of the time. */
const restsPerSlice = 9;
const maxRestMs = 1000;
/** Maximum duration of a request that others pause for. A longer one is a long task itself, or a stream. */
const maxServedMs = 5000;
/** Time within which the next request of an account is expected. */
const recentMs = 50;
const stepMs = 5;

/** Open requests and recent work of an account. */
interface Share {
  readonly requests: Set<{ readonly since: number }>;
  lastAt: number;
  usedMs: number;
  usedAt: number;
  resting: number;
}

/** Clock in milliseconds, with a wait. */
export interface PassingTime {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

const realTime: PassingTime = { now: () => performance.now(), wait: (ms) => delay(ms) };

/** Pause after a slice of work, given in milliseconds. */
export type Rest = (tookMs: number) => Promise<void>;

/**
 * Fair share of this instance's time between accounts. Long work, such as reading a file, runs in slices. After a slice
 * it pauses while accounts with less work are served. Without other requests it does not pause.
 */
export class WorkShares {
  private readonly shares = new Map<string, Share>();

  constructor(private readonly time: PassingTime = realTime) {}

  get resting(): number {
    return [...this.shares.values()].reduce((sum, share) => sum + share.resting, 0);
  }

  /** Registers an open request. Returns a function that ends it. */
  serve(accountId: string): () => void {
    const share = this.shareOf(accountId);
    const request = { since: this.time.now() };
    share.requests.add(request);
    return () => {
      share.requests.delete(request);
      share.lastAt = this.time.now();
      this.forget();
    };
  }

  /** Returns the pause function of an account, for work in slices. */
  restOf(accountId: string, signal?: AbortSignal): Rest {
    return (tookMs) => this.rest(accountId, tookMs, signal);
  }

  private async rest(accountId: string, tookMs: number, signal?: AbortSignal): Promise<void> {
    const share = this.shareOf(accountId);
    const began = this.time.now();
    share.usedMs = used(share, began) + tookMs;
    share.usedAt = began;
    if (share.usedMs < freeMs) return;
    const until = began + Math.min(maxRestMs, tookMs * restsPerSlice);
    share.resting += 1;
    try {
      while (this.time.now() < until && signal?.aborted !== true && this.othersWait(accountId, share)) {
        await this.time.wait(stepMs);
      }
    } finally {
      share.resting -= 1;
    }
  }

  /** Whether an account with less work is being served. */
  private othersWait(accountId: string, own: Share): boolean {
    const now = this.time.now();
    const ownUsed = used(own, now);
    for (const [id, share] of this.shares) {
      if (id !== accountId && isServed(share, now) && used(share, now) < ownUsed) return true;
    }
    return false;
  }

  private shareOf(accountId: string): Share {
    let share = this.shares.get(accountId);
    if (!share) {
      share = { requests: new Set(), lastAt: -Infinity, usedMs: 0, usedAt: 0, resting: 0 };
      this.shares.set(accountId, share);
    }
    return share;
  }

  /** Drops accounts without open requests and recent work. */
  private forget(): void {
    const now = this.time.now();
    for (const [id, share] of this.shares) {
      if (share.requests.size === 0 && share.resting === 0 && !isServed(share, now) && used(share, now) < 1) {
        this.shares.delete(id);
      }
    }
  }
}

function used({ usedMs, usedAt }: Share, now: number): number {
  return usedMs * 0.5 ** ((now - usedAt) / halfLifeMs);
}

function isServed({ requests, lastAt }: Share, now: number): boolean {
  if (now - lastAt < recentMs) return true;
  for (const { since } of requests) if (now - since < maxServedMs) return true;
  return false;
}
