import type { Actor } from '../access/actor.js';
import { TooManyRequests, Unavailable } from '../http/problems.js';

/** Whoever takes a place: an account, and its task force unless it has the national seat. */
export interface PlaceTaker {
  readonly accountId: string;
  readonly taskForceId: string | null;
}

/** Returns the actor as a taker of places. */
export function takerOf({ accountId, seat }: Actor): PlaceTaker {
  return { accountId, taskForceId: seat.at === 'national' ? null : seat.taskForceId };
}

/** Bounds of what may be under way at once: of one account, of one task force, and of this instance. */
export interface PlaceBounds {
  readonly maxPerAccount: number;
  readonly maxPerTaskForce: number;
  readonly max: number;
  /** Time that a taker waits for a place before it is refused. With 0 nobody waits. */
  readonly maxWaitMs: number;
  /** Takers of one account that may wait at once. */
  readonly maxWaitingPerAccount: number;
}

/** A place that somebody has. Freeing it twice is harmless. */
export interface Place {
  free(): void;
}

interface Waiting extends PlaceTaker {
  readonly enter: (place: Place) => void;
}

/**
 * Places for work that holds something scarce. They are shared per account first, then per task force, then by all: no account
 * takes what others need. Whoever waits enters by the fewest places that its task force has, then its account, then by turn.
 */
export class FairPlaces {
  private readonly taken = new Set<PlaceTaker>();
  private readonly queue: Waiting[] = [];

  constructor(private readonly bounds: PlaceBounds) {}

  /** Number of places taken, and of takers that wait. */
  get load(): { readonly taken: number; readonly waiting: number } {
    return { taken: this.taken.size, waiting: this.queue.length };
  }

  /** Takes a place at once, or fails: 429 where the account has all of its own, 503 where others have them. */
  takeNow(taker: PlaceTaker, retryAfterSeconds: number): Place {
    if (this.hasRoomFor(taker)) return this.enter(taker);
    if (this.ofAccount(taker) >= this.bounds.maxPerAccount) throw new TooManyRequests(retryAfterSeconds);
    throw new Unavailable(retryAfterSeconds);
  }

  /** Takes a place, or waits for one. Fails with 503 once the wait is over, and with the signal's reason when that aborts. */
  take(taker: PlaceTaker, retryAfterSeconds: number, signal: AbortSignal): Promise<Place> {
    signal.throwIfAborted();
    if (this.hasRoomFor(taker)) return Promise.resolve(this.enter(taker));
    const { maxWaitMs, maxWaitingPerAccount } = this.bounds;
    const ownWaiting = this.queue.filter(({ accountId }) => accountId === taker.accountId).length;
    if (maxWaitMs === 0 || ownWaiting >= maxWaitingPerAccount) {
      return Promise.reject(new Unavailable(retryAfterSeconds));
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        const at = this.queue.indexOf(waiting);
        if (at >= 0) this.queue.splice(at, 1);
      };
      const waiting: Waiting = {
        ...taker,
        enter: (place) => {
          leave();
          resolve(place);
        },
      };
      const refuse = (): void => {
        leave();
        reject(new Unavailable(retryAfterSeconds));
      };
      const giveUp = (): void => {
        leave();
        reject(signal.reason as Error);
      };
      const timer = setTimeout(refuse, maxWaitMs).unref();
      signal.addEventListener('abort', giveUp, { once: true });
      this.queue.push(waiting);
    });
  }

  private enter({ accountId, taskForceId }: PlaceTaker): Place {
    const one = { accountId, taskForceId };
    this.taken.add(one);
    return {
      free: () => {
        if (this.taken.delete(one)) this.admit();
      },
    };
  }

  /** Lets in whoever is next, as long as somebody may enter. */
  private admit(): void {
    for (let next = this.next(); next; next = this.next()) next.enter(this.enter(next));
  }

  private next(): Waiting | undefined {
    return this.queue
      .filter((one) => this.hasRoomFor(one))
      .toSorted((a, b) => this.ofTaskForce(a) - this.ofTaskForce(b) || this.ofAccount(a) - this.ofAccount(b))
      .at(0);
  }

  private hasRoomFor(taker: PlaceTaker): boolean {
    const { max, maxPerAccount, maxPerTaskForce } = this.bounds;
    return (
      this.taken.size < max &&
      this.ofAccount(taker) < maxPerAccount &&
      (taker.taskForceId === null || this.ofTaskForce(taker) < maxPerTaskForce)
    );
  }

  private ofAccount({ accountId }: PlaceTaker): number {
    return [...this.taken].filter((one) => one.accountId === accountId).length;
  }

  private ofTaskForce({ taskForceId }: PlaceTaker): number {
    return [...this.taken].filter((one) => one.taskForceId === taskForceId).length;
  }
}
