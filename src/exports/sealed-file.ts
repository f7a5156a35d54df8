import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

/** What a file came to. */
export interface FileSum {
  readonly bytes: number;
  readonly sha256: Buffer;
}

/** How the making of a file ended: all of it is there, or not. */
export interface FileEnd {
  complete(sum: FileSum): Promise<void>;
  fail(): Promise<void>;
}

/**
 * The bytes of a file. The last of them, without which nothing that reads it takes it for whole, come only once it has been taken
 * down as complete: who has a whole file has one that stands in the record.
 */
export async function* sealedFile(parts: AsyncIterable<Buffer>, end: FileEnd): AsyncGenerator<Buffer, void, undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  let last: Buffer | null = null;
  let isComplete = false;
  try {
    for await (const part of parts) {
      if (part.length === 0) continue;
      if (last) yield last;
      last = part;
      bytes += part.length;
      hash.update(part);
    }
    await end.complete({ bytes, sha256: hash.digest() });
    isComplete = true;
  } finally {
    if (!isComplete) await end.fail();
  }
  if (last) yield last;
}

/**
 * A file on its way to its reader, of which the first part is there already. Parts are made as fast as they are read. Whoever goes
 * away ends the making, and so does the time there is for it.
 */
export class FileOnItsWay extends Readable {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private first: Buffer | null,
    private readonly parts: AsyncGenerator<Buffer, void, undefined>,
    longestMs: number,
  ) {
    super();
    this.timer = setTimeout(() => this.destroy(new Error('The file took longer than it may')), longestMs).unref();
  }

  override _read(): void {
    if (this.first) {
      this.push(this.first);
      this.first = null;
      return;
    }
    this.parts.next().then(
      ({ value }) => this.push(value ?? null),
      (fault: unknown) => this.destroy(fault as Error),
    );
  }

  override _destroy(fault: Error | null, done: (fault?: Error | null) => void): void {
    clearTimeout(this.timer);
    const over = (): void => {
      done(fault);
    };
    this.parts.return().then(over, over);
  }
}
