import { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TooLarge, Unreadable, UnsupportedMediaType } from './problems.js';

const json = 'application/json';
const withBody = ['POST', 'PUT', 'PATCH', 'DELETE'];

interface FileRoute {
  readonly fileTypes?: readonly string[];
}

/**
 * The body of this route is a file of one of these types, of at most so many bytes. It is left unread until the guards know who sends
 * it: what strangers send takes no memory.
 */
export const TakesFile = (types: readonly string[], bytes: number): MethodDecorator =>
  applyDecorators(
    RouteConfig({ fileTypes: types, bodyLimit: bytes } satisfies FileRoute & { bodyLimit: number }),
    ApiConsumes(...types),
    ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The file, as it is.' }),
  );

/** A file on its way in, and what its header says of it, if it says anything. */
export interface StreamedFile {
  readonly type: string | undefined;
  /** How many bytes it is said to have: no more than that come in. */
  readonly length: number | undefined;
  readonly bytes: AsyncIterable<Buffer>;
  /** Lets what nobody reads any more go by, so that its connection can be answered on, and used again. */
  readonly letGo: () => void;
}

/** The file that comes in. Only on routes that take one. */
export const FileStream = createParamDecorator((_: unknown, context: ExecutionContext): StreamedFile => {
  const { headers, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  const length = headers['content-length'];
  return {
    type: typeOf(headers['content-type']),
    length: length === undefined ? undefined : Number(length),
    bytes: bytesOf(raw),
    letGo: () => setImmediate(() => raw.resume()),
  };
});

/** What comes in of it. 400 where it breaks off: its connection is gone, and the log is to say why. */
async function* bytesOf(raw: Readable): AsyncGenerator<Buffer> {
  try {
    yield* raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
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

export function takesFile({ routeOptions }: FastifyRequest): boolean {
  return typesOf(routeOptions.config) !== undefined;
}

/** Lets the routes that take a file have one: everywhere else a file is refused before it is read. */
export function takeFiles(fastify: FastifyInstance): void {
  const known = new Set<string>();
  fastify.addHook('onRoute', (route) => {
    const types = typesOf(route.config);
    if (types === undefined) return;
    route.bodyLimit = (route.config as { bodyLimit: number }).bodyLimit;
    for (const type of types.filter((one) => one !== json && !known.has(one))) {
      known.add(type);
      fastify.addContentTypeParser(type, (_request, _body, done) => {
        done(null);
      });
    }
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const type = typeOf(request.headers['content-type']) ?? '';
    const taken = typesOf(request.routeOptions.config) ?? [];
    const isForeign = withBody.includes(request.method) && known.has(type) && !taken.includes(type);
    done(isForeign ? new UnsupportedMediaType() : undefined);
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

function typesOf(config: unknown): readonly string[] | undefined {
  return (config as FileRoute | undefined)?.fileTypes;
}

function typeOf(header: string | undefined): string | undefined {
  return header?.split(';', 1)[0]?.trim().toLowerCase();
}
