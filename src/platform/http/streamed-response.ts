import { Readable } from 'node:stream';
import { applyDecorators, SetMetadata, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { handleStreamErrors } from '../streams/owned-stream.js';
import { whenClosed } from './connection-end.js';
import { Unavailable } from './problems.js';

const streamsKey = Symbol('streams');

/** Route configuration with which a test finds every streaming route. */
export interface StreamRoute {
  readonly isStreaming?: true;
}

/** Marks a route that returns a `StreamedResponse` or a `WholeFile`. Any other route that does fails with 500. */
export const StreamsResponse = (): MethodDecorator =>
  applyDecorators(SetMetadata(streamsKey, true), RouteConfig({ isStreaming: true } satisfies StreamRoute));

export function isStreaming(handler: object): boolean {
  return Reflect.getMetadata(streamsKey, handler) === true;
}

export interface FileHead {
  readonly type: string;
  readonly name?: string;
}

/**
 * Producer of a response, part by part. The signal aborts when the client has left or the time is over. All awaits but
 * database queries must then reject.
 */
export type Producer = (signal: AbortSignal) => AsyncGenerator<Buffer | string, void, undefined>;

/** Response that is produced while it is read. The producer starts after the request's transaction has ended. */
export class StreamedResponse {
  constructor(
    readonly head: FileHead,
    readonly produce: Producer,
    readonly maxMs = 600_000,
  ) {}
}

/** Response with all its bytes in memory. */
export class WholeFile {
  constructor(
    readonly head: FileHead,
    readonly bytes: Uint8Array,
  ) {}
}

/** Error of a request whose connection closed before its response began. */
export class ConnectionClosed extends Error {
  override readonly name = 'ConnectionClosed';
}

/** Sends a file that is in memory. */
export function sendFile({ head, bytes }: WholeFile, reply: FastifyReply): Buffer {
  void reply.header('content-type', head.type);
  if (head.name !== undefined) void reply.header('content-disposition', dispositionOf(head.name));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Opens a streamed response. The first part is produced before the response begins, so that an error before it is still
 * a problem with its own status.
 */
export async function openStream(answer: StreamedResponse, reply: FastifyReply): Promise<StreamableFile> {
  const ending = new AbortController();
  const { signal } = ending;
  whenClosed(reply.raw, () => {
    ending.abort(new ConnectionClosed());
  });
  const overdue = setTimeout(() => {
    ending.abort(new Unavailable());
  }, answer.maxMs).unref();
  const parts = answer.produce(signal);
  try {
    signal.throwIfAborted();
    const { value } = await parts.next();
    signal.throwIfAborted();
    const { type, name } = answer.head;
    return new StreamableFile(new ProducedStream(value ?? null, parts, ending, overdue), {
      type,
      ...(name === undefined ? {} : { disposition: dispositionOf(name) }),
    });
  } catch (fault) {
    clearTimeout(overdue);
    await parts.return().catch(() => undefined);
    throw signal.aborted ? signal.reason : fault;
  }
}

function dispositionOf(name: string): string {
  return `attachment; filename="${name}"`;
}

/** Stream of produced parts. It handles its own errors, and ends only after its producer has ended. */
class ProducedStream extends Readable {
  constructor(
    private first: Buffer | string | null,
    private readonly parts: AsyncGenerator<Buffer | string, void, undefined>,
    private readonly ending: AbortController,
    private readonly overdue: NodeJS.Timeout,
  ) {
    super();
    handleStreamErrors(this);
    const { signal } = ending;
    signal.addEventListener('abort', () => this.destroy(signal.reason as Error), { once: true });
  }

  override _read(): void {
    if (this.first !== null) {
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
    clearTimeout(this.overdue);
    // Fastify destroys the stream without an error when the response has closed, and would log a fault of the server.
    const cause = fault ?? (this.readableEnded ? null : new ConnectionClosed());
    this.ending.abort(cause ?? undefined);
    const over = (): void => {
      done(cause);
    };
    this.parts.return().then(over, over);
  }
}
