import { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { partsOf } from '../streams/owned-stream.js';
import { TooLarge, TooSlow, Unreadable, UnsupportedMediaType } from './problems.js';

const json = 'application/json';
const withBody = ['POST', 'PUT', 'PATCH', 'DELETE'];

interface FileRoute {
  readonly fileTypes?: readonly string[];
  readonly fileBytes?: number;
}

/**
 * The body of this route is a file of one of these types, of at most so many bytes. It is left unread until the guards know who sends
 * it: what strangers send takes no memory.
 */
export const TakesFile = (types: readonly string[], bytes: number): MethodDecorator =>
  applyDecorators(
    RouteConfig({ fileTypes: types, fileBytes: bytes } satisfies FileRoute),
    ApiConsumes(...types),
    ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The file, as it is.' }),
  );

/** A file on its way in, and what its header says of it, if it says anything. */
export interface StreamedFile {
  readonly type: string | undefined;
  /** How many bytes it is said to have: no more than that come in. */
  readonly length: number | undefined;
  readonly bytes: AsyncIterable<Buffer>;
  /** Aborts when the client leaves before it was answered. */
  readonly left: AbortSignal;
  /** Lets what nobody reads any more go by, so that its connection can be answered on, and used again. */
  readonly letGo: () => void;
}

/** The file that comes in. Only on routes that take one. */
export const FileStream = createParamDecorator((_: unknown, context: ExecutionContext): StreamedFile => {
  const { headers, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  const answer = reply.raw;
  const leaving = new AbortController();
  answer.once('close', () => {
    if (!answer.writableFinished) leaving.abort();
  });
  const length = headers['content-length'];
  return {
    type: typeOf(headers['content-type']),
    length: length === undefined ? undefined : Number(length),
    bytes: inTime(bytesOf(raw), () => {
      // Nobody waits for what is left of it.
      void reply.header('connection', 'close');
    }),
    left: leaving.signal,
    letGo: () => setImmediate(() => raw.resume()),
  };
});

/** What comes in of it. 400 where it breaks off: its connection is gone, and the log is to say why. */
async function* bytesOf(raw: Readable): AsyncGenerator<Buffer> {
  try {
    yield* partsOf(raw, { isKept: true });
  } catch {
    throw new Unreadable('The file broke off.');
  }
}

/** Its bytes, as they come in; 413 at the first that is too many. */
export async function* atMost(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    if (count > most) throw new TooLarge();
    yield chunk;
  }
}

/** After so long a file has to have come as fast as `minBytesPerSecond`. */
const graceMs = 5000;
const minBytesPerSecond = 16_384;

/** Its bytes, as they come in; 408 where they come too slowly. Time in which nobody takes them does not count. */
async function* inTime(bytes: AsyncIterable<Buffer>, isLate: () => void): AsyncGenerator<Buffer> {
  const arriving = bytes[Symbol.asyncIterator]();
  let [count, waitedMs] = [0, 0];
  try {
    for (;;) {
      const began = performance.now();
      const allowedMs = Math.max(graceMs, (count / minBytesPerSecond) * 1000) - waitedMs;
      const next = await before(() => arriving.next(), allowedMs, isLate);
      if (next.done === true) return;
      waitedMs += performance.now() - began;
      count += next.value.length;
      yield next.value;
    }
  } finally {
    // It may still be waiting for bytes.
    letGoOf(arriving);
  }
}

function letGoOf(arriving: AsyncIterator<Buffer>): void {
  arriving.return?.().catch(() => undefined);
}

async function before<T>(begin: () => Promise<T>, ms: number, isLate: () => void): Promise<T> {
  const work = begin();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate();
      reject(new TooSlow());
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

export function takesFile({ routeOptions }: FastifyRequest): boolean {
  return fileRouteOf(routeOptions.config).fileTypes !== undefined;
}

/** Lets the routes that take a file have one: everywhere else a file is refused before it is read. */
export function takeFiles(fastify: FastifyInstance): void {
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
    if (withBody.includes(method) && known.has(type) && !taken.includes(type)) {
      done(new UnsupportedMediaType());
      return;
    }
    if (Number(headers['content-length'] ?? 0) <= fileBytes) {
      done();
      return;
    }
    // Nobody waits for what is left of it.
    void reply.header('connection', 'close');
    done(new TooLarge());
  });
  // A file in JSON would be read by the parser of all bodies: it is shown none.
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (takesFile(request)) done(null, nothingOf(request));
    else done(null, payload);
  });
}

/** An empty body, as long as it was said to be. */
function nothingOf({ headers }: FastifyRequest): Readable & { receivedEncodedLength: number } {
  return Object.assign(Readable.from([]), { receivedEncodedLength: Number(headers['content-length'] ?? 0) });
}

function fileRouteOf(config: unknown): FileRoute {
  return (config as FileRoute | undefined) ?? {};
}

function typeOf(header: string | undefined): string | undefined {
  return header?.split(';', 1)[0]?.trim().toLowerCase();
}
