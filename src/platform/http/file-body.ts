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
  readonly signal: AbortSignal;
  /** Drains the unread body, so that the connection can send the response and be reused. */
  readonly drain: () => void;
}

/** Injects the incoming file. It works only on routes with `@AcceptsFile`. */
export const FileStream = createParamDecorator((_: unknown, context: ExecutionContext): StreamedFile => {
  const { headers, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  const answer = reply.raw;
  const leaving = new AbortController();
  whenClosed(answer, () => {
    if (!answer.writableFinished) leaving.abort();
  });
  const length = headers['content-length'];
  return {
    type: typeOf(headers['content-type']),
    length: length === undefined ? undefined : Number(length),
    bytes: limitTime(bytesOf(raw), () => {
      void reply.header('connection', 'close');
    }),
    signal: leaving.signal,
    drain: () => setImmediate(() => raw.resume()),
  };
});

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

/** Time after which the file must have arrived at `minBytesPerSecond` on average. */
const usualGraceMs = 5000;
const minBytesPerSecond = 16_384;

/**
 * Yields the incoming bytes. Throws 408 if they arrive too slowly, without the time in which the consumer does not
 * read.
 */
export async function* limitTime(
  bytes: AsyncIterable<Buffer>,
  isLate: () => void,
  graceMs = usualGraceMs,
): AsyncGenerator<Buffer> {
  const arriving = bytes[Symbol.asyncIterator]();
  let [count, waitedMs] = [0, 0];
  try {
    for (;;) {
      const began = performance.now();
      const allowedMs = Math.max(graceMs, (count / minBytesPerSecond) * 1000) - waitedMs;
      const next = await raceTimeout(() => arriving.next(), allowedMs, isLate);
      if (next.done === true) return;
      waitedMs += performance.now() - began;
      count += next.value.length;
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
