import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor/actor.js';
import type { Permission } from './permissions.js';
import { FileReader } from '../platform/files/file-reader.js';
import { limitBytes, type StreamedFile } from '../platform/http/file-body.js';
import { TooManyUploads, Unavailable } from '../platform/http/problems.js';
import { slotHolderOf } from '../platform/limits/fair-semaphore.js';
import { RequestLimits } from './request-limits.js';
import { FairScheduler, type Pause } from '../platform/limits/fair-scheduler.js';
import { UploadCounter, type UploadLimits } from './upload-counter.js';
import { UploadReader } from './upload-reader.js';
import { UploadSlots } from './upload-slots.js';

const megabyte = 1_048_576;
/** Maximum of received bytes that are not read yet. Announced bytes do not count. */
const maxBytes: UploadLimits = {
  ...{ account: 32 * megabyte, taskForce: 64 * megabyte, all: 128 * megabyte },
  guaranteed: megabyte / 4,
};
/**
 * Number of received bytes after which a file that is read while it arrives waits for a slot. Most files are then
 * complete, and smaller ones are read as small files.
 */
const firstBytes = 4 * megabyte;

export interface Upload {
  readonly bytes: AsyncIterable<Buffer>;
  /** Reader of the bytes in the slots of the upload. */
  readonly reader: FileReader;
  readonly pause: Pause;
  readonly release: () => void;
}

/**
 * Admission of uploads with limits per account, per task force and in total. A rejected file does not count towards the
 * rate limit.
 */
@Injectable()
export class Uploads {
  private readonly bytes = new UploadCounter(maxBytes);
  private readonly slots: UploadSlots;

  constructor(
    private readonly limits: RequestLimits,
    private readonly files: FileReader,
    scheduler: FairScheduler,
  ) {
    this.slots = new UploadSlots(scheduler);
  }

  get bytesHeld(): number {
    return this.bytes.total();
  }

  /** Numbers of long files that have a slot and that wait for one. */
  get load(): UploadSlots['load'] {
    return this.slots.load;
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
    let isComplete = false;
    try {
      await this.limits.requireComplexFilesLeft(actor);
      while (!isComplete && count < minBytes) {
        const next = await arriving.next();
        if (next.done === true) isComplete = true;
        else {
          this.bytes.take(sender, next.value.length);
          count += next.value.length;
          held.push(next.value);
        }
      }
      const isSmall = isComplete && count < firstBytes;
      const turn = await this.slots.take(sender, file.signal, isSmall);
      file.pace.isContended = () => this.slots.isContended;
      const release = (): void => {
        this.bytes.release(sender, count);
        count = 0;
        turn.end();
        void arriving.return(undefined);
        file.drain();
      };
      const reader = new UploadReader(this.files, turn, () => this.limits.recordComplexFile(actor));
      return { bytes: isSmall ? repeat(held) : concatenate(held, arriving), reader, pause: turn.pause, release };
    } catch (fault) {
      this.bytes.release(sender, count);
      void arriving.return(undefined);
      file.drain();
      if (fault instanceof TooManyUploads || fault instanceof Unavailable) this.limits.refund(actor, permission);
      throw fault;
    }
  }
}

/** Returns bytes that can be read again from their start. */
function repeat(held: readonly Buffer[]): AsyncIterable<Buffer> {
  return {
    async *[Symbol.asyncIterator]() {
      await Promise.resolve();
      yield* held;
    },
  };
}

async function* concatenate(held: Buffer[], arriving: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for (let chunk = held.shift(); chunk; chunk = held.shift()) yield chunk;
  yield* arriving;
}
