import { TooManyUploads, Unavailable } from '../platform/http/problems.js';
import type { SlotHolder } from '../platform/limits/fair-semaphore.js';

export interface UploadLimits {
  readonly account: number;
  readonly taskForce: number;
  readonly all: number;
  /** Number that an account always has, whatever others have taken. */
  readonly guaranteed: number;
}

export const retryAfterSeconds = 15;

/** Counter of one resource of uploads, with limits per account, per task force and in total. */
export class UploadCounter {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max: UploadLimits) {}

  /** Adds to the count of a sender. Throws 429 for the account's own limit and 503 for a shared one. */
  take(sender: SlotHolder, size = 1): void {
    const exceeded = this.exceededLimit(sender, size);
    if (exceeded === 'account') throw new TooManyUploads(retryAfterSeconds);
    if (exceeded) throw new Unavailable(retryAfterSeconds, { limit: 'uploads' });
    this.add(sender, size);
  }

  release(sender: SlotHolder, size = 1): void {
    this.add(sender, -size);
  }

  total(): number {
    return this.countOf('all');
  }

  private exceededLimit({ accountId, taskForceId }: SlotHolder, size: number): 'account' | 'shared' | null {
    const own = this.countOf(`account ${accountId}`) + size;
    if (own > this.max.account) return 'account';
    if (own <= this.max.guaranteed) return null;
    if (this.countOf(`task force ${taskForceId}`) + size > this.max.taskForce) return 'shared';
    return this.countOf('all') + size > this.max.all ? 'shared' : null;
  }

  private add({ accountId, taskForceId }: SlotHolder, size: number): void {
    for (const key of [`account ${accountId}`, `task force ${taskForceId}`, 'all']) {
      const count = this.countOf(key) + size;
      if (count === 0) this.counts.delete(key);
      else this.counts.set(key, count);
    }
  }

  private countOf(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}
