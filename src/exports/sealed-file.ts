import { createHash } from 'node:crypto';

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
