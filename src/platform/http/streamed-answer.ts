import { Readable } from 'node:stream';
import { applyDecorators, SetMetadata, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { ownErrors } from '../streams/owned-stream.js';
import { Unavailable } from './problems.js';

const streamsKey = Symbol('streams');

/** Route configuration by which a test finds every streaming route in the running router. */
export interface StreamRoute {
  readonly isStreaming?: true;
}

/** Marks a route whose answer is a `StreamedAnswer` or a `WholeFile`. Any other route that answers with one is a 500. */
export const Streams = (): MethodDecorator =>
  applyDecorators(SetMetadata(streamsKey, true), RouteConfig({ isStreaming: true } satisfies StreamRoute));

/** Whether the handler is marked as streaming. */
export function isStreaming(handler: object): boolean {
  return Reflect.getMetadata(streamsKey, handler) === true;
}

/** Media type of a file, and its name when the reader saves it. */
export interface FileHead {
  readonly type: string;
  readonly name?: string;
}

/**
 * Producer of an answer, part by part. The signal aborts when the reader has gone or the time for the answer is over. A producer
 * that waits for something else than the database has to end that wait on the signal.
 */
export type Producer = (signal: AbortSignal) => AsyncGenerator<Buffer | string, void, undefined>;

/** Answer that is produced while it is read. The producer starts after the request's transaction has ended. */
export class StreamedAnswer {
  constructor(
    readonly head: FileHead,
    readonly produce: Producer,
    /** Time that the answer may take as a whole. */
    readonly maxMs = 600_000,
  ) {}
}

/** Answer whose bytes are in memory as a whole. */
export class WholeFile {
  constructor(
    readonly head: FileHead,
    readonly bytes: Uint8Array,
  ) {}
}

/** Fault of a request whose connection closed before its answer began. Nobody is there to read an answer. */
export class ConnectionClosed extends Error {
  override readonly name = 'ConnectionClosed';
}

/** Sends a file that is in memory. */
export function sendWhole({ head, bytes }: WholeFile, reply: FastifyReply): Buffer {
  void reply.header('content-type', head.type);
  if (head.name !== undefined) void reply.header('content-disposition', dispositionOf(head.name));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Opens a streamed answer: the only way from a producer to a response. The first part is produced before the answer begins, so
 * that a refusal is still a problem with its own status. After that the stream ends with its socket, whichever way it closes.
 */
export async function open(answer: StreamedAnswer, reply: FastifyReply): Promise<StreamableFile> {
  const ending = new AbortController();
  const { signal } = ending;
  endWithSocket(ending, reply);
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

/** Aborts when the response or its connection closes. A pipelined response that waits for another has no close of its own. */
function endWithSocket(ending: AbortController, { raw, request }: FastifyReply): void {
  const { socket } = request.raw;
  const end = (): void => {
    socket.off('close', end);
    ending.abort(new ConnectionClosed());
  };
  if (raw.destroyed || socket.destroyed) ending.abort(new ConnectionClosed());
  raw.once('close', end);
  socket.once('close', end);
}

function dispositionOf(name: string): string {
  return `attachment; filename="${name}"`;
}

/** Stream of produced parts. It owns its errors, and has ended only once its producer has. */
class ProducedStream extends Readable {
  constructor(
    private first: Buffer | string | null,
    private readonly parts: AsyncGenerator<Buffer | string, void, undefined>,
    private readonly ending: AbortController,
    private readonly overdue: NodeJS.Timeout,
  ) {
    super();
    ownErrors(this);
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
    // Whoever destroys it before its end because the response has closed gives no reason. Without one Fastify would take it for a fault.
    const cause = fault ?? (this.readableEnded ? null : new ConnectionClosed());
    this.ending.abort(cause ?? undefined);
    const over = (): void => {
      done(cause);
    };
    this.parts.return().then(over, over);
  }
}
