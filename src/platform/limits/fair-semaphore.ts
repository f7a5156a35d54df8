import type { Actor } from '../actor/actor.js';
import { TooManyRequests, Unavailable } from '../http/problems.js';
import { RecentUse } from './recent-use.js';

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
  /** Slots that only an account with less recent use than `maxLightMs` takes. */
  readonly reserved?: number;
  /** Maximum of requests that wait after they yielded their slot. */
  readonly maxYielded?: number;
}

/** Taken slot. A second release has no effect. */
export interface Slot {
  release(): void;
  /** Whether a request of another account waits for this slot. */
  isWanted(): boolean;
  /** Lets waiting requests with less recent use go first, and waits for the next slot. */
  yield(signal: AbortSignal): Promise<void>;
}

interface WaitingRequest {
  readonly holder: SlotHolder;
  readonly hasYielded: boolean;
  readonly grant: () => void;
}

const maxLightMs = 2000;
/** Unit in which recent use is compared. Accounts with the same number of units take turns. */
const unitMs = 1000;

/**
 * Fair semaphore for a scarce resource, limited per account, per task force and in total. The next request is that of
 * the account with the least recent use, then of the task force with the least. Then it is that of the task force with
 * the fewest slots, of the account with the fewest, and the oldest.
 */
export class FairSemaphore {
  private readonly holders = new Set<SlotHolder>();
  private queue: readonly WaitingRequest[] = [];

  constructor(
    private readonly slotLimits: SlotLimits,
    private readonly use = new RecentUse(1),
  ) {}

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
  async acquire(holder: SlotHolder, retryAfterSeconds: number, signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    if (this.hasRoomFor(holder)) return this.grant(holder);
    const { name, maxWaitMs, maxWaitingPerAccount } = this.slotLimits;
    const ownWaiting = this.queue.filter((one) => one.holder.accountId === holder.accountId).length;
    const refusal = new Unavailable(retryAfterSeconds, { limit: name });
    if (maxWaitMs === 0 || ownWaiting >= maxWaitingPerAccount) throw refusal;
    const waiter = toHolder(holder);
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort(refusal);
    }, maxWaitMs).unref();
    try {
      await this.wait(waiter, false, [signal, late.signal]);
    } finally {
      clearTimeout(timer);
    }
    return this.slotOf(waiter);
  }

  /** Waits until a holder has a slot. Throws the reason of the first signal that aborts. */
  private wait(holder: SlotHolder, hasYielded: boolean, signals: readonly AbortSignal[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        for (const signal of signals) signal.removeEventListener('abort', giveUp);
        this.queue = this.queue.filter((one) => one !== waiting);
      };
      const giveUp = ({ target }: Event): void => {
        leave();
        reject((target as AbortSignal).reason as Error);
      };
      const grant = (): void => {
        leave();
        this.holders.add(holder);
        resolve();
      };
      const waiting: WaitingRequest = { holder, hasYielded, grant };
      for (const signal of signals) signal.addEventListener('abort', giveUp);
      // A yielded request comes before the others of its account, so an account does not begin several.
      this.queue = hasYielded ? [waiting, ...this.queue] : [...this.queue, waiting];
    });
  }

  private grant(holder: SlotHolder): Slot {
    const one = toHolder(holder);
    this.holders.add(one);
    return this.slotOf(one);
  }

  private slotOf(holder: SlotHolder): Slot {
    let yielding: Promise<void> | null = null;
    return {
      release: () => {
        if (this.holders.delete(holder)) this.grantWaiting();
      },
      isWanted: () => this.isWanted(holder),
      yield: (signal) => {
        yielding ??= this.yield(holder, signal).finally(() => {
          yielding = null;
        });
        return yielding;
      },
    };
  }

  private async yield(holder: SlotHolder, signal: AbortSignal): Promise<void> {
    const yielded = this.queue.filter(({ hasYielded }) => hasYielded).length;
    if (signal.aborted || yielded >= (this.slotLimits.maxYielded ?? 0) || !this.isWanted(holder)) return;
    const granted = this.wait(holder, true, [signal]);
    this.holders.delete(holder);
    this.grantWaiting();
    await granted;
  }

  private isWanted(holder: SlotHolder): boolean {
    if (!this.holders.delete(holder)) return false;
    const isWanted = this.queue.some((one) => one.holder.accountId !== holder.accountId && this.hasRoomFor(one.holder));
    this.holders.add(holder);
    return isWanted;
  }

  private grantWaiting(): void {
    for (let next = this.nextWaiting(); next; next = this.nextWaiting()) next.grant();
  }

  private nextWaiting(): WaitingRequest | undefined {
    return this.queue
      .filter(({ holder }) => this.hasRoomFor(holder))
      .toSorted(this.compare)
      .at(0);
  }

  private readonly compare = ({ holder: a }: WaitingRequest, { holder: b }: WaitingRequest): number =>
    this.unitsOf(a.accountId) - this.unitsOf(b.accountId) ||
    this.unitsOf(a.taskForceId) - this.unitsOf(b.taskForceId) ||
    this.countOfTaskForce(a) - this.countOfTaskForce(b) ||
    this.countOfAccount(a) - this.countOfAccount(b);

  private unitsOf(subject: string | null): number {
    return Math.floor(this.use.of(subject) / unitMs);
  }

  private hasRoomFor(holder: SlotHolder): boolean {
    const { max, maxPerAccount, maxPerTaskForce, reserved = 0 } = this.slotLimits;
    return (
      this.holders.size < (this.use.of(holder.accountId) < maxLightMs ? max : max - reserved) &&
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

function toHolder({ accountId, taskForceId }: SlotHolder): SlotHolder {
  return { accountId, taskForceId };
}
