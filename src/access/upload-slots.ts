import { Unavailable } from '../platform/http/problems.js';
import type { FairScheduler, Pause } from '../platform/limits/fair-scheduler.js';
import { FairSemaphore, type Slot, type SlotHolder, type SlotLimits } from '../platform/limits/fair-semaphore.js';
import { RecentUse } from '../platform/limits/recent-use.js';
import { retryAfterSeconds, UploadCounter, type UploadLimits } from './upload-counter.js';

const maxWaiting: UploadLimits = { account: 60, taskForce: 120, all: 480, guaranteed: 1 };
const longLimits: SlotLimits = {
  ...{ name: 'uploads', maxPerAccount: 1, maxPerTaskForce: 2, max: 4, maxYielded: 2 },
  // A file that moved or yielded is not counted by `maxWaiting`.
  ...{ maxWaitMs: 90_000, maxWaitingPerAccount: maxWaiting.account + 1 },
};
const shortLimits: SlotLimits = { ...longLimits, max: 2, reserved: 1, maxWaitMs: 20_000 };
/** Time of a file in its slot. After it, the file makes way for others that wait. */
const sliceMs = 1000;
const halfLifeMs = 60_000;

/**
 * Slots of the files that are read, given by recent use. A small file has a short slot first, which it leaves after a
 * slice if others wait. An account whose small files took longer than a slice has long slots alone, until its use
 * has faded.
 */
export class UploadSlots {
  private readonly waiting = new UploadCounter(maxWaiting);
  private readonly use: RecentUse;
  /** Processor time of small files above a slice. */
  private readonly overrun: RecentUse;
  private readonly long: FairSemaphore;
  private readonly short: FairSemaphore;

  constructor(
    private readonly scheduler: Pick<FairScheduler, 'pauseOf'>,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.use = new RecentUse(halfLifeMs, now);
    this.overrun = new RecentUse(halfLifeMs, now);
    this.long = new FairSemaphore(longLimits, this.use);
    this.short = new FairSemaphore(shortLimits, this.use);
  }

  /** Numbers of long files that have a slot and that wait for one. */
  get load(): FairSemaphore['load'] {
    return this.long.load;
  }

  get isContended(): boolean {
    return this.load.waiting > 0;
  }

  /** Waits for a slot. Throws 503 after the maximum wait, and when the client leaves. */
  async take(sender: SlotHolder, signal: AbortSignal, isSmall: boolean): Promise<UploadTurn> {
    const mayBeShort = (): boolean => isSmall && this.overrun.of(sender.accountId) < sliceMs;
    this.waiting.take(sender);
    try {
      let isShort = mayBeShort();
      let slot = await acquire(isShort ? this.short : this.long, sender, signal);
      // Another file of the account may have taken longer than its slice meanwhile.
      if (isShort && !mayBeShort()) {
        slot.release();
        isShort = false;
        slot = await acquire(this.long, sender, signal);
      }
      const overrun = isSmall ? this.overrun : null;
      const { now, long, use } = this;
      return new UploadTurn(sender, signal, this.scheduler, { slot, isShort, long, use, overrun, now });
    } finally {
      this.waiting.release(sender);
    }
  }
}

/** Takes a slot or waits for one. Throws 503 after the maximum wait, and when the client leaves. */
async function acquire(semaphore: FairSemaphore, sender: SlotHolder, signal: AbortSignal): Promise<Slot> {
  try {
    return await semaphore.acquire(sender, retryAfterSeconds, signal);
  } catch (fault) {
    throw signal.aborted ? new Unavailable(retryAfterSeconds) : fault;
  }
}

interface TurnTerms {
  readonly slot: Slot;
  readonly isShort: boolean;
  readonly long: FairSemaphore;
  readonly use: RecentUse;
  /** Overruns of small files; null for another file. */
  readonly overrun: RecentUse | null;
  /** Time in milliseconds. */
  readonly now: () => number;
}

/** Turn of a file in its slots. */
export class UploadTurn {
  private slot: Slot;
  private isInShortSlot: boolean;
  private grantedAt: number;
  private restedAt: number;
  private usedMs = 0;

  constructor(
    private readonly sender: SlotHolder,
    readonly signal: AbortSignal,
    private readonly scheduler: Pick<FairScheduler, 'pauseOf'>,
    private readonly terms: TurnTerms,
  ) {
    this.slot = terms.slot;
    this.isInShortSlot = terms.isShort;
    this.grantedAt = this.restedAt = terms.now();
  }

  get isShort(): boolean {
    return this.isInShortSlot;
  }

  /** Pauses after a slice of work, for accounts that are served and for files that wait. */
  readonly pause: Pause = async (tookMs) => {
    await this.scheduler.pauseOf(this.sender.accountId, this.signal)(tookMs);
    if (!this.isShort && this.isSliceOver()) {
      // When the client leaves, the signal ends the read.
      await this.slot.yield(this.signal).then(
        () => (this.grantedAt = this.terms.now()),
        () => undefined,
      );
    }
    this.restedAt = this.terms.now();
  };

  /** Whether the slice in a short slot is over and another file waits for the slot. */
  mustMove(): boolean {
    return this.isShort && this.isSliceOver() && this.slot.isWanted();
  }

  /** Releases the short slot and waits for a long one. */
  async move(): Promise<void> {
    this.release();
    this.isInShortSlot = false;
    this.slot = await acquire(this.terms.long, this.sender, this.signal);
    this.grantedAt = this.terms.now();
  }

  /** Adds processor time to the use of the sender. The use of a short slot is the time until its release. */
  addUse(ms: number): void {
    const { accountId } = this.sender;
    this.usedMs += ms;
    if (!this.isShort) this.chargeUse(ms);
    if (this.usedMs > sliceMs) this.terms.overrun?.add(accountId, ms);
  }

  /** Releases the slot after a last pause. Without it, a series of small files would be work without an end. */
  end(): void {
    void this.scheduler
      .pauseOf(this.sender.accountId)(this.terms.now() - this.restedAt)
      .finally(() => {
        this.release();
      });
  }

  private release(): void {
    if (this.isShort) this.chargeUse(this.terms.now() - this.grantedAt);
    this.slot.release();
  }

  private chargeUse(ms: number): void {
    this.terms.use.add(this.sender.accountId, ms);
    this.terms.use.add(this.sender.taskForceId, ms);
  }

  private isSliceOver(): boolean {
    return this.terms.now() - this.grantedAt > sliceMs;
  }
}
