import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor/actor.js';
import type { Permission } from './permissions.js';
import { limitBytes, type StreamedFile } from '../platform/http/file-body.js';
import { TooManyUploads, Unavailable } from '../platform/http/problems.js';
import {
  FairSemaphore,
  slotHolderOf,
  type Slot,
  type SlotLimits,
  type SlotHolder,
} from '../platform/limits/fair-semaphore.js';
import { RequestLimits } from './request-limits.js';
import { FairScheduler, type Pause } from '../platform/limits/fair-scheduler.js';

interface UploadLimits {
  readonly account: number;
  readonly taskForce: number;
  readonly all: number;
}

const megabyte = 1_048_576;
/** Maximum of received bytes that are not read yet. Announced bytes do not count. */
const maxBytes: UploadLimits = { account: 32 * megabyte, taskForce: 64 * megabyte, all: 128 * megabyte };
const maxWaiting: UploadLimits = { account: 60, taskForce: 120, all: 480 };
const readingSlots: SlotLimits = {
  ...{ name: 'uploads', maxPerAccount: 1, maxPerTaskForce: 2, max: 4 },
  ...{ maxWaitMs: 20_000, maxWaitingPerAccount: maxWaiting.account },
};
const retryAfterSeconds = 15;
/**
 * Number of received bytes after which a file that is read while it arrives waits for a slot. Most files are then
 * complete.
 */
const firstBytes = 4 * megabyte;

type Sender = SlotHolder;

export interface Upload {
  readonly bytes: AsyncIterable<Buffer>;
  readonly pause: Pause;
  readonly release: () => void;
}

class UploadCounter {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max: UploadLimits) {}

  exceededLimit({ accountId, taskForceId }: Sender, size = 1): keyof UploadLimits | null {
    if (this.countOf(`account ${accountId}`) + size > this.max.account) return 'account';
    if (this.countOf(`task force ${taskForceId}`) + size > this.max.taskForce) return 'taskForce';
    return this.countOf('all') + size > this.max.all ? 'all' : null;
  }

  add({ accountId, taskForceId }: Sender, size = 1): void {
    for (const key of [`account ${accountId}`, `task force ${taskForceId}`, 'all']) {
      const count = this.countOf(key) + size;
      if (count === 0) this.counts.delete(key);
      else this.counts.set(key, count);
    }
  }

  total(): number {
    return this.countOf('all');
  }

  private countOf(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}

/**
 * Admission of uploads with limits per account, per task force and in total. Waiting files of the task force with the
 * fewest slots go first. A rejected file does not count towards the rate limit.
 */
@Injectable()
export class Uploads {
  private readonly bytes = new UploadCounter(maxBytes);
  private readonly slots = new FairSemaphore(readingSlots);
  private readonly waiting = new UploadCounter(maxWaiting);

  constructor(
    private readonly limits: RequestLimits,
    private readonly scheduler: FairScheduler,
  ) {}

  get bytesHeld(): number {
    return this.bytes.total();
  }

  /** Admits a file after it has arrived completely, so that a slow client takes no slot. */
  admitWhole(actor: Actor, permission: Permission, file: StreamedFile, max: number): Promise<Upload> {
    return this.admit(actor, permission, file, { max, enough: Infinity });
  }

  /** Admits a file after its first bytes have arrived. The rest arrives while it is read. */
  admitStream(actor: Actor, permission: Permission, file: StreamedFile, max: number): Promise<Upload> {
    return this.admit(actor, permission, file, { max, enough: firstBytes });
  }

  private async admit(
    actor: Actor,
    permission: Permission,
    file: StreamedFile,
    { max, enough: minBytes }: { readonly max: number; readonly enough: number },
  ): Promise<Upload> {
    const sender = slotHolderOf(actor);
    const arriving = limitBytes(file.bytes, max);
    const held: Buffer[] = [];
    let count = 0;
    try {
      for (let next = await arriving.next(); next.done !== true; next = await arriving.next()) {
        this.reserveBytes(sender, next.value.length);
        count += next.value.length;
        held.push(next.value);
        if (count >= minBytes) break;
      }
      const slot = await this.waitForSlot(sender, file.signal);
      file.pace.isContended = () => this.slots.load.waiting > 0;
      const resting = this.scheduler.pauseOf(sender.accountId, file.signal);
      let restedAt = performance.now();
      const rest = async (tookMs: number): Promise<void> => {
        await resting(tookMs);
        restedAt = performance.now();
      };
      const release = (): void => {
        this.bytes.add(sender, -count);
        count = 0;
        // Without this pause, a series of small files would be work without an end.
        void this.scheduler
          .pauseOf(sender.accountId)(performance.now() - restedAt)
          .finally(() => {
            slot.release();
          });
        void arriving.return(undefined);
        file.drain();
      };
      return { bytes: concatenate(held, arriving), pause: rest, release };
    } catch (fault) {
      this.bytes.add(sender, -count);
      void arriving.return(undefined);
      file.drain();
      if (fault instanceof TooManyUploads || fault instanceof Unavailable) this.limits.refund(actor, permission);
      throw fault;
    }
  }

  private reserveBytes(sender: Sender, size: number): void {
    const exceeded = this.bytes.exceededLimit(sender, size);
    if (exceeded) throw refusal(exceeded);
    this.bytes.add(sender, size);
  }

  private async waitForSlot(sender: Sender, abandoned: AbortSignal): Promise<Slot> {
    const exceeded = this.waiting.exceededLimit(sender);
    if (exceeded) throw refusal(exceeded);
    this.waiting.add(sender);
    try {
      return await this.slots.acquire(sender, retryAfterSeconds, abandoned);
    } catch (fault) {
      if (abandoned.aborted) throw new Unavailable(retryAfterSeconds);
      throw fault;
    } finally {
      this.waiting.add(sender, -1);
    }
  }
}

/** Returns 429 for the account's own limit and 503 for a shared one. */
function refusal(exceeded: keyof UploadLimits): TooManyUploads | Unavailable {
  return exceeded === 'account'
    ? new TooManyUploads(retryAfterSeconds)
    : new Unavailable(retryAfterSeconds, { limit: 'uploads' });
}

async function* concatenate(held: Buffer[], arriving: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for (let chunk = held.shift(); chunk; chunk = held.shift()) yield chunk;
  yield* arriving;
}
