import type { Actor } from '../actor/actor.js';
import { TooManyRequests, Unavailable } from '../http/problems.js';

export interface SlotHolder {
  readonly accountId: string;
  readonly taskForceId: string | null;
}

export function slotHolderOf({ accountId, seat }: Actor): SlotHolder {
  return { accountId, taskForceId: seat.level === 'national' ? null : seat.taskForceId };
}

export interface SlotLimits {
  /** Name of the limit in the metrics. */
  readonly name: string;
  readonly maxPerAccount: number;
  readonly maxPerTaskForce: number;
  readonly max: number;
  /** Maximum wait for a slot. With 0 a request is rejected at once. */
  readonly maxWaitMs: number;
  readonly maxWaitingPerAccount: number;
}

/** Taken slot. A second release has no effect. */
export interface Slot {
  release(): void;
}

interface WaitingRequest extends SlotHolder {
  readonly grant: (slot: Slot) => void;
}

/**
 * Fair semaphore for a scarce resource, limited per account, per task force and in total. The next request is that of
 * the task force with the fewest slots, then of the account with the fewest, then the oldest.
 */
export class FairSemaphore {
  private readonly holders = new Set<SlotHolder>();
  private readonly queue: WaitingRequest[] = [];

  constructor(private readonly slotLimits: SlotLimits) {}

  get load(): { readonly taken: number; readonly waiting: number } {
    return { taken: this.holders.size, waiting: this.queue.length };
  }

  /** Takes a slot at once. Throws 429 if the account has all of its slots, and 503 if others have them. */
  acquireNow(holder: SlotHolder, retryAfterSeconds: number): Slot {
    if (this.hasRoomFor(holder)) return this.grant(holder);
    if (this.countOfAccount(holder) >= this.slotLimits.maxPerAccount)
      throw new TooManyRequests(retryAfterSeconds, this.slotLimits.name);
    throw new Unavailable(retryAfterSeconds, { limit: this.slotLimits.name });
  }

  /** Takes a slot or waits for one. Throws 503 after the maximum wait, and the signal's reason when it aborts. */
  acquire(holder: SlotHolder, retryAfterSeconds: number, signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    if (this.hasRoomFor(holder)) return Promise.resolve(this.grant(holder));
    const { name, maxWaitMs, maxWaitingPerAccount } = this.slotLimits;
    const ownWaiting = this.queue.filter(({ accountId }) => accountId === holder.accountId).length;
    if (maxWaitMs === 0 || ownWaiting >= maxWaitingPerAccount) {
      return Promise.reject(new Unavailable(retryAfterSeconds, { limit: name }));
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        const at = this.queue.indexOf(waiting);
        if (at >= 0) this.queue.splice(at, 1);
      };
      const waiting: WaitingRequest = {
        ...holder,
        grant: (slot) => {
          leave();
          resolve(slot);
        },
      };
      const refuse = (): void => {
        leave();
        reject(new Unavailable(retryAfterSeconds, { limit: name }));
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

  private grant({ accountId, taskForceId }: SlotHolder): Slot {
    const one = { accountId, taskForceId };
    this.holders.add(one);
    return {
      release: () => {
        if (this.holders.delete(one)) this.grantWaiting();
      },
    };
  }

  private grantWaiting(): void {
    for (let next = this.nextWaiting(); next; next = this.nextWaiting()) next.grant(this.grant(next));
  }

  private nextWaiting(): WaitingRequest | undefined {
    return this.queue
      .filter((one) => this.hasRoomFor(one))
      .toSorted(
        (a, b) =>
          this.countOfTaskForce(a) - this.countOfTaskForce(b) || this.countOfAccount(a) - this.countOfAccount(b),
      )
      .at(0);
  }

  private hasRoomFor(holder: SlotHolder): boolean {
    const { max, maxPerAccount, maxPerTaskForce } = this.slotLimits;
    return (
      this.holders.size < max &&
      this.countOfAccount(holder) < maxPerAccount &&
      (holder.taskForceId === null || this.countOfTaskForce(holder) < maxPerTaskForce)
    );
  }

  private countOfAccount({ accountId }: SlotHolder): number {
    return [...this.holders].filter((one) => one.accountId === accountId).length;
  }

  private countOfTaskForce({ taskForceId }: SlotHolder): number {
    return [...this.holders].filter((one) => one.taskForceId === taskForceId).length;
  }
}
