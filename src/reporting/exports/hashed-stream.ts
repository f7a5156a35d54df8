import { createHash } from 'node:crypto';

export interface FileChecksum {
  readonly bytes: number;
  readonly sha256: Buffer;
}

export interface FileEnd {
  complete(sum: FileChecksum): Promise<void>;
  fail(): Promise<void>;
}

/**
 * Yields the bytes of a file while it hashes them. The last bytes follow once the export is recorded as complete, so every whole file has a
 * record.
 */
export async function* hashStream(parts: AsyncIterable<Buffer>, end: FileEnd): AsyncGenerator<Buffer, void, undefined> {
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
