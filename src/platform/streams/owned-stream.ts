import { createInterface } from 'node:readline';
import type { Readable, Stream } from 'node:stream';

/**
 * Yields the parts of a Node stream. Its errors reach only the reader, even after the reader has stopped, and it is
 * destroyed unless still in use. Lint rejects any other loop over a stream.
 */
export async function* partsOf<Part = Buffer>(
  stream: Readable,
  { isKept = false }: { readonly isKept?: boolean } = {},
): AsyncGenerator<Part, void, undefined> {
  handleStreamErrors(stream);
  try {
    for await (const part of stream.iterator({ destroyOnReturn: false })) yield part as Part;
  } finally {
    if (!isKept) stream.destroy();
  }
}

/** Yields the lines of a text stream, with the same error handling. */
export async function* linesOf(stream: Readable): AsyncGenerator<string, void, undefined> {
  handleStreamErrors(stream);
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  handleStreamErrors(lines);
  try {
    for await (const line of lines) yield line;
  } finally {
    lines.close();
    stream.destroy();
  }
}

/** Adds a permanent error listener, because Node ends the process for an unhandled error event. */
export function handleStreamErrors(stream: Stream | NodeJS.EventEmitter): void {
  stream.on('error', () => undefined);
}

/** Marks a promise that a generator awaits later. Node would otherwise end the process for an unhandled rejection. */
export function deferAwait<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
