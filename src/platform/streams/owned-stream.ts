import { createInterface } from 'node:readline';
import type { Readable, Stream } from 'node:stream';

/**
 * Returns the parts of a Node stream. A fault of the stream reaches the reader and nobody else, also after the reader has stopped.
 * The stream is destroyed when its reader stops, unless somebody else goes on with it, as with a request whose answer is still to come.
 * This is the one place that iterates over a stream: lint rejects any other.
 */
export async function* partsOf<Part = Buffer>(
  stream: Readable,
  { isKept = false }: { readonly isKept?: boolean } = {},
): AsyncGenerator<Part, void, undefined> {
  ownErrors(stream);
  try {
    for await (const part of stream.iterator({ destroyOnReturn: false })) yield part as Part;
  } finally {
    if (!isKept) stream.destroy();
  }
}

/** Returns the lines of a text stream, owned in the same way. */
export async function* linesOf(stream: Readable): AsyncGenerator<string, void, undefined> {
  ownErrors(stream);
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  ownErrors(lines);
  try {
    for await (const line of lines) yield line;
  } finally {
    lines.close();
    stream.destroy();
  }
}

/** Listens to the errors of a stream for good: Node ends a process over an error that has no listener. */
export function ownErrors(stream: Stream | NodeJS.EventEmitter): void {
  stream.on('error', () => undefined);
}

/**
 * Marks work that a generator starts now and awaits later. If it fails meanwhile, only the generator learns of it: Node ends a
 * process over a rejection that nobody awaits.
 */
export function awaitedLater<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
