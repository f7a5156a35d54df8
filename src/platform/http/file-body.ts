import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { partsOf } from '../streams/owned-stream.js';
import { whenClosed } from './connection-end.js';
import { ContentTooLarge, RequestTimeout, MalformedRequest, UnsupportedMediaType } from './problems.js';

const json = 'application/json';
const methodsWithBody = ['POST', 'PUT', 'PATCH', 'DELETE'];

export interface FileRoute {
  readonly fileTypes?: readonly string[];
  readonly fileBytes?: number;
  /** Whether a page of another site may send the form. */
  readonly isOpenToSites?: boolean;
}

/**
 * Accepts a file of one of these types as the body, up to a maximum size. It stays unread until the sender is
 * authenticated, so anonymous uploads use no memory.
 */
export const AcceptsFile = (types: readonly string[], bytes: number): MethodDecorator =>
  applyDecorators(
    RouteConfig({ fileTypes: types, fileBytes: bytes } satisfies FileRoute),
    ApiConsumes(...types),
    ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The file, as it is.' }),
  );

/** Whether the request is a form that its route accepts from another site. */
export function isFormOfOtherSite({ routeOptions, headers }: FastifyRequest): boolean {
  const { isOpenToSites = false, fileTypes = [] } = fileRouteOf(routeOptions.config);
  return isOpenToSites && fileTypes.includes(typeOf(headers['content-type']) ?? '');
}

export interface StreamedFile {
  readonly type: string | undefined;
  /** Declared size in bytes, which is also the maximum. */
  readonly length: number | undefined;
  readonly bytes: AsyncIterable<Buffer>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Drains the unread body, so that the connection can send the response and be reused. */
  readonly drain: () => void;
}

/** Pace of a file, which its reader can tighten. */
interface Pace {
  /** Whether others wait for the reader. */
  isContended?: () => boolean;
}

const files = new WeakMap<Socket, IncomingMessage>();

/** Whether a file arrives on the connection. Then `limitTime` alone limits the time of the request. */
export function isReceivingFile(socket: Socket): boolean {
  return files.get(socket)?.complete === false;
}

/** Injects the incoming file. It works only on routes with `@AcceptsFile`. */
export const FileStream = createParamDecorator((_: unknown, context: ExecutionContext): StreamedFile => {
  const { headers, raw, server } = context.switchToHttp().getRequest<FastifyRequest>();
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  const answer = reply.raw;
  const { socket } = raw;
  const leaving = new AbortController();
  files.set(socket, raw);
  // No byte moves while the tracker reads a file that has arrived. Without a listener Node ends such a connection.
  answer.on('timeout', () => {
    if (answer.headersSent) socket.destroy();
  });
  whenClosed(answer, () => {
    if (!answer.writableFinished) leaving.abort();
    else endUnread(raw, server.server.requestTimeout);
  });
  const length = headers['content-length'];
  const pace: Pace = {};
  return {
    type: typeOf(headers['content-type']),
    length: length === undefined ? undefined : Number(length),
    bytes: limitTime(
      bytesOf(raw),
      () => {
        void reply.header('connection', 'close');
      },
      pace,
    ),
    pace,
    signal: leaving.signal,
    drain: () => setImmediate(() => raw.resume()),
  };
});

/** Closes the connection if the rest of an answered file does not arrive in time. */
function endUnread(raw: IncomingMessage, maxMs: number): void {
  if (raw.complete || maxMs === 0) return;
  setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, maxMs).unref();
}

/** Yields the incoming bytes. Throws 400 if the connection breaks, so that the log states the reason. */
async function* bytesOf(raw: Readable): AsyncGenerator<Buffer> {
  try {
    yield* partsOf(raw, { isKept: true });
  } catch {
    throw new MalformedRequest('The file broke off.');
  }
}

/** Yields the incoming bytes. Throws 413 at the first byte above the maximum. */
export async function* limitBytes(bytes: AsyncIterable<Buffer>, max: number): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    if (count > max) throw new ContentTooLarge();
    yield chunk;
  }
}

const minBytesPerSecond = 16_384;
const timeLimits = {
  /** Time that a file may be late at its start, and after any number of bytes. */
  ...{ graceMs: 5000, maxGraceMs: 20_000 },
  /** Time in all that a file may keep a contended reader waiting. */
  maxContendedMs: 30_000,
};

/**
 * Yields the incoming bytes. Throws 408 if they arrive too slowly, without the time in which the consumer does not
 * read.
 */
export async function* limitTime(
  bytes: AsyncIterable<Buffer>,
  isLate: () => void,
  pace: Pace = {},
  { graceMs, maxGraceMs, maxContendedMs } = timeLimits,
): AsyncGenerator<Buffer> {
  const arriving = bytes[Symbol.asyncIterator]();
  let [leftMs, contendedMsLeft] = [graceMs, maxContendedMs];
  try {
    for (;;) {
      const began = performance.now();
      const allowedMs = pace.isContended?.() === true ? Math.min(leftMs, contendedMsLeft) : leftMs;
      const next = await raceTimeout(() => arriving.next(), allowedMs, isLate);
      if (next.done === true) return;
      const waitedMs = performance.now() - began;
      if (pace.isContended) contendedMsLeft -= waitedMs;
      leftMs = Math.min(maxGraceMs, leftMs - waitedMs + (next.value.length / minBytesPerSecond) * 1000);
      yield next.value;
    }
  } finally {
    closeIterator(arriving);
  }
}

function closeIterator(arriving: AsyncIterator<Buffer>): void {
  arriving.return?.().catch(() => undefined);
}

async function raceTimeout<T>(begin: () => Promise<T>, ms: number, isLate: () => void): Promise<T> {
  const work = begin();
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // After a stall, timers run before the bytes that arrived meanwhile. One turn of the event loop reads those first.
      turn = setImmediate(() => {
        isLate();
        reject(new RequestTimeout());
      });
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    clearImmediate(turn);
    work.catch(() => undefined);
  }
}

export function acceptsFile({ routeOptions }: FastifyRequest): boolean {
  return fileRouteOf(routeOptions.config).fileTypes !== undefined;
}

/** Enables files on the routes that accept them. All other routes reject a file unread. */
export function enableFileBodies(fastify: FastifyInstance): void {
  const known = new Set<string>();
  fastify.addHook('onRoute', (route) => {
    const { fileTypes: types, fileBytes } = fileRouteOf(route.config);
    if (types === undefined || fileBytes === undefined) return;
    route.bodyLimit = fileBytes;
    for (const type of types.filter((one) => one !== json && !known.has(one))) {
      known.add(type);
      fastify.addContentTypeParser(type, (_request, _body, done) => {
        done(null);
      });
    }
  });
  fastify.addHook('onRequest', ({ method, headers, routeOptions }, reply, done) => {
    const type = typeOf(headers['content-type']) ?? '';
    const { fileTypes: taken = [], fileBytes = Infinity } = fileRouteOf(routeOptions.config);
    if (methodsWithBody.includes(method) && known.has(type) && !taken.includes(type)) {
      done(new UnsupportedMediaType());
      return;
    }
    if (Number(headers['content-length'] ?? 0) <= fileBytes) {
      done();
      return;
    }
    void reply.header('connection', 'close');
    done(new ContentTooLarge());
  });
  // The JSON body parser would also read a JSON file, so it receives an empty body.
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (acceptsFile(request)) done(null, emptyBodyOf(request));
    else done(null, payload);
  });
}

function emptyBodyOf({ headers }: FastifyRequest): Readable & { receivedEncodedLength: number } {
  return Object.assign(Readable.from([]), { receivedEncodedLength: Number(headers['content-length'] ?? 0) });
}

function fileRouteOf(config: unknown): FileRoute {
  return (config as FileRoute | undefined) ?? {};
}

function typeOf(header: string | undefined): string | undefined {
  return header?.split(';', 1)[0]?.trim().toLowerCase();
}
