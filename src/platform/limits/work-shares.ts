import { setTimeout as delay } from 'node:timers/promises';

/** Time of work after which an account rests for others. Smaller files never wait. */
const freeMs = 100;
/** After so long half of the work of an account is forgotten. */
const halfLifeMs = 5000;
/** Rest after a slice of work, in times of the slice. An account keeps a tenth of the time at least. */
const restsPerSlice = 9;
const maxRestMs = 1000;
/** A request that takes longer is a long work of its own, or a stream: nobody rests for it any more. */
const maxServedMs = 5000;
/** The next request of an account is expected within this time. */
const recentMs = 50;
const stepMs = 5;

/** Requests of an account that are under way, and its recent work. */
interface Share {
  /** When each request of the account began. */
  readonly requests: Set<{ readonly since: number }>;
  lastAt: number;
  usedMs: number;
  usedAt: number;
  /** Slices that it rests after. */
  resting: number;
}

/** Time as it passes, in milliseconds. */
export interface PassingTime {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

const realTime: PassingTime = { now: () => performance.now(), wait: (ms) => delay(ms) };

/** Rests after a slice of work of so many milliseconds. */
export type Rest = (tookMs: number) => Promise<void>;

/**
 * Shares the time of this instance between accounts. Long work, such as reading a file, goes in slices. After a slice it rests while
 * accounts that worked less are served. Without others it does not rest, so that nothing is lost.
 */
export class WorkShares {
  private readonly shares = new Map<string, Share>();

  constructor(private readonly time: PassingTime = realTime) {}

  /** Number of slices after which an account rests now. */
  get resting(): number {
    return [...this.shares.values()].reduce((sum, share) => sum + share.resting, 0);
  }

  /** Counts a request as under way. Returns what ends that. */
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

  /** Returns the rest of an account, for work that goes in slices. */
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

  /** Whether another account is served that worked less. */
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

  /** Forgets accounts that are not served and whose work is long ago. */
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
