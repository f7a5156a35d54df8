import type { Actor } from '../actor/actor.js';
import { TooManyRequests, Unavailable } from '../http/problems.js';

/** Taker of a place: an account with its task force, which is null for the national office. */
export interface PlaceTaker {
  readonly accountId: string;
  readonly taskForceId: string | null;
}

export function takerOf({ accountId, seat }: Actor): PlaceTaker {
  return { accountId, taskForceId: seat.at === 'national' ? null : seat.taskForceId };
}

/** Maximum concurrency of one account, of one task force and of this instance. */
export interface PlaceBounds {
  readonly maxPerAccount: number;
  readonly maxPerTaskForce: number;
  readonly max: number;
  /** Maximum wait for a place. With 0 a taker is rejected at once. */
  readonly maxWaitMs: number;
  readonly maxWaitingPerAccount: number;
}

/** Taken place. A second release has no effect. */
export interface Place {
  free(): void;
}

interface Waiting extends PlaceTaker {
  readonly enter: (place: Place) => void;
}

/**
 * Fair semaphore for a scarce resource. Places are limited per account, per task force and in total, so that no account
 * starves the others. The next taker is the one whose task force has the fewest places, then the account with the
 * fewest, then the oldest.
 */
export class FairPlaces {
  private readonly taken = new Set<PlaceTaker>();
  private readonly queue: Waiting[] = [];

  constructor(private readonly bounds: PlaceBounds) {}

  get load(): { readonly taken: number; readonly waiting: number } {
    return { taken: this.taken.size, waiting: this.queue.length };
  }

  /** Takes a place at once. Throws 429 if the account has all of its places, and 503 if others hold them. */
  takeNow(taker: PlaceTaker, retryAfterSeconds: number): Place {
    if (this.hasRoomFor(taker)) return this.enter(taker);
    if (this.ofAccount(taker) >= this.bounds.maxPerAccount) throw new TooManyRequests(retryAfterSeconds);
    throw new Unavailable(retryAfterSeconds);
  }

  /** Takes a place or waits for one. Throws 503 after the maximum wait, and the signal's reason when it aborts. */
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

  /** Admits waiting takers while there is room. */
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
