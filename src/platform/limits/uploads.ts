import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { Permission } from '../access/permissions.js';
import { atMost, type StreamedFile } from '../http/file-body.js';
import { TooManyUploads, Unavailable } from '../http/problems.js';
import { FairPlaces, takerOf, type Place, type PlaceBounds, type PlaceTaker } from './fair-places.js';
import { RequestLimits } from './request-limits.js';
import { WorkShares, type Rest } from './work-shares.js';

/** A limit of one account, of one task force, and of all. Each leaves room to the others. */
interface Share {
  readonly account: number;
  readonly taskForce: number;
  readonly all: number;
}

const megabyte = 1_048_576;
/** Bytes that have arrived and wait to be read. Bytes that are only announced take no room. */
const maxBytes: Share = { account: 32 * megabyte, taskForce: 64 * megabyte, all: 128 * megabyte };
/** Files that wait to be read. */
const maxWaiting: Share = { account: 60, taskForce: 120, all: 480 };
/** Files that are read at once. */
const reading: PlaceBounds = {
  ...{ maxPerAccount: 1, maxPerTaskForce: 2, max: 4 },
  ...{ maxWaitMs: 20_000, maxWaitingPerAccount: maxWaiting.account },
};
const retryAfterSeconds = 15;
/** A file that is read while it arrives waits for a place once so much of it is there. Most files are whole by then. */
const firstBytes = 4 * megabyte;

/** An account that sends a file, and its task force. */
type Sender = PlaceTaker;

/** A file that may be read. */
export interface Upload {
  readonly bytes: AsyncIterable<Buffer>;
  /** Rests for others after a slice of the work on it. */
  readonly rest: Rest;
  /** Gives its place to the next, once its account has rested for what it did last. */
  readonly release: () => void;
}

/** Counts something by account, by task force, and as a whole. */
class Tally {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max: Share) {}

  /** Which limit one more of this size would exceed; null where there is room. */
  exceeded({ accountId, taskForceId }: Sender, size = 1): keyof Share | null {
    if (this.of(`account ${accountId}`) + size > this.max.account) return 'account';
    if (this.of(`task force ${taskForceId}`) + size > this.max.taskForce) return 'taskForce';
    return this.of('all') + size > this.max.all ? 'all' : null;
  }

  add({ accountId, taskForceId }: Sender, size = 1): void {
    for (const key of [`account ${accountId}`, `task force ${taskForceId}`, 'all']) {
      const count = this.of(key) + size;
      if (count === 0) this.counts.delete(key);
      else this.counts.set(key, count);
    }
  }

  ofAll(): number {
    return this.of('all');
  }

  private of(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}

/**
 * Admits files: first by account, then by task force, then by all there are, so that one account keeps nobody else out. Files wait for
 * a place, those of the task force with the fewest places first. A file that is refused does not count towards the rate of its sender.
 */
@Injectable()
export class Uploads {
  private readonly bytes = new Tally(maxBytes);
  private readonly places = new FairPlaces(reading);
  private readonly waiting = new Tally(maxWaiting);

  constructor(
    private readonly limits: RequestLimits,
    private readonly shares: WorkShares,
  ) {}

  /** The bytes of all files that have arrived and are not read to their end. */
  get bytesHeld(): number {
    return this.bytes.ofAll();
  }

  /** Admits a file once all of it has arrived: a slow client takes no place. */
  whole(actor: Actor, permission: Permission, file: StreamedFile, max: number): Promise<Upload> {
    return this.admit(actor, permission, file, { max, enough: Infinity });
  }

  /** Admits a file once its beginning has arrived. The rest arrives while it is read. */
  begun(actor: Actor, permission: Permission, file: StreamedFile, max: number): Promise<Upload> {
    return this.admit(actor, permission, file, { max, enough: firstBytes });
  }

  private async admit(
    actor: Actor,
    permission: Permission,
    file: StreamedFile,
    { max, enough }: { readonly max: number; readonly enough: number },
  ): Promise<Upload> {
    const sender = takerOf(actor);
    const arriving = atMost(file.bytes, max);
    const held: Buffer[] = [];
    let count = 0;
    try {
      for (let next = await arriving.next(); next.done !== true; next = await arriving.next()) {
        this.claim(sender, next.value.length);
        count += next.value.length;
        held.push(next.value);
        if (count >= enough) break;
      }
      const place = await this.place(sender, file.left);
      const resting = this.shares.restOf(sender.accountId, file.left);
      let restedAt = performance.now();
      const rest = async (tookMs: number): Promise<void> => {
        await resting(tookMs);
        restedAt = performance.now();
      };
      const release = (): void => {
        this.bytes.add(sender, -count);
        count = 0;
        // A small file after the other would be work without end, too.
        void this.shares
          .restOf(sender.accountId)(performance.now() - restedAt)
          .finally(() => {
            place.free();
          });
        void arriving.return(undefined);
        file.letGo();
      };
      return { bytes: inOrder(held, arriving), rest, release };
    } catch (fault) {
      this.bytes.add(sender, -count);
      void arriving.return(undefined);
      file.letGo();
      if (fault instanceof TooManyUploads || fault instanceof Unavailable) this.limits.giveBack(actor, permission);
      throw fault;
    }
  }

  private claim(sender: Sender, size: number): void {
    const exceeded = this.bytes.exceeded(sender, size);
    if (exceeded) throw refusal(exceeded);
    this.bytes.add(sender, size);
  }

  /** Resolves with a place to read a file in, once there is one. */
  private async place(sender: Sender, left: AbortSignal): Promise<Place> {
    const exceeded = this.waiting.exceeded(sender);
    if (exceeded) throw refusal(exceeded);
    this.waiting.add(sender);
    try {
      return await this.places.take(sender, retryAfterSeconds, left);
    } catch (fault) {
      if (left.aborted) throw new Unavailable(retryAfterSeconds);
      throw fault;
    } finally {
      this.waiting.add(sender, -1);
    }
  }
}

/** Whoever sends too much is told so; whoever comes when others do comes again. */
function refusal(exceeded: keyof Share): TooManyUploads | Unavailable {
  return exceeded === 'account' ? new TooManyUploads(retryAfterSeconds) : new Unavailable(retryAfterSeconds);
}

/** Bytes that are here, and those that arrive after them. */
async function* inOrder(held: Buffer[], arriving: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for (let chunk = held.shift(); chunk; chunk = held.shift()) yield chunk;
  yield* arriving;
}
