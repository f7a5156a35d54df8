import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Unavailable, UnsupportedMediaType } from './problems.js';

const json = 'application/json';
const otherTypes = [
  'application/xml',
  'text/xml',
  'application/zip',
  'application/x-zip-compressed',
  'application/octet-stream',
] as const;
/** What comes in as a stream is rows. */
export const rowTypes = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type RowType = keyof typeof rowTypes;
const streamedTypes = Object.values(rowTypes);
const withBody = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** So much of files is in memory at once, sent or being read: what would be more is told to come again. */
const mostBytesAtOnce = 67_108_864;
const retryAfterSeconds = 15;
/** Of what is sent to no route that takes a file, this much is read before it is refused. */
const otherwise = 65_536;

interface FileRoute {
  readonly fileBytes?: number;
  readonly isStreamed?: boolean;
}

/** The body of this route is a file, of at most so many bytes. What it is, is told from the file and not from what it is called. */
export const TakesFile = (bytes: number): MethodDecorator =>
  applyDecorators(
    RouteConfig({ fileBytes: bytes } satisfies FileRoute),
    ApiConsumes(json, ...otherTypes),
    ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The file, as it is.' }),
  );

/** The body of this route is a file of rows, read while it comes in: none but a workbook is ever whole in memory. */
export const StreamsFile = (): MethodDecorator =>
  applyDecorators(
    RouteConfig({ isStreamed: true } satisfies FileRoute),
    ApiConsumes(...streamedTypes),
    ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The file, as it is.' }),
  );

/** A file on its way in, and what it says it is. */
export interface StreamedFile {
  readonly type: RowType;
  readonly bytes: AsyncIterable<Buffer>;
  /** Lets what nobody reads any more go by, so that its connection can be answered on, and used again. */
  readonly letGo: () => void;
}

/** The file that comes in. Only on routes that stream one. */
export const FileStream = createParamDecorator((_: unknown, context: ExecutionContext): StreamedFile => {
  const { headers, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  const named = typeOf(headers['content-type']);
  const type = (Object.keys(rowTypes) as RowType[]).find((one) => rowTypes[one] === named);
  if (type === undefined) throw new UnsupportedMediaType();
  return {
    type,
    bytes: raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
    letGo: () => setImmediate(() => raw.resume()),
  };
});

/** The file that was sent. Only on routes that take one. */
export const FileBody = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
});

export function takesFile({ routeOptions }: FastifyRequest): boolean {
  return bytesOf(routeOptions.config) !== undefined;
}

/** Lets the routes that take a file have one: everywhere else what is no JSON is refused before it is read. */
export function takeFiles(fastify: FastifyInstance): void {
  let underWay = 0;
  fastify.addHook('onRoute', (route) => {
    const bytes = bytesOf(route.config);
    if (bytes !== undefined) route.bodyLimit = bytes;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const { config } = request.routeOptions;
    const most = bytesOf(config);
    if (most === undefined) {
      const taken: readonly string[] = (config as FileRoute | undefined)?.isStreamed === true ? streamedTypes : [];
      done(isOther(request, taken) ? new UnsupportedMediaType() : undefined);
      return;
    }
    const bytes = Math.min(Number(request.headers['content-length'] ?? most), most);
    if (underWay + bytes > mostBytesAtOnce) {
      done(new Unavailable(retryAfterSeconds));
      return;
    }
    underWay += bytes;
    reply.raw.once('close', () => {
      underWay -= bytes;
    });
    done();
  });
  fastify.addContentTypeParser([...otherTypes], { parseAs: 'buffer', bodyLimit: otherwise }, (_request, body, done) => {
    done(null, body);
  });
  fastify.addContentTypeParser(streamedTypes, (_request, _body, done) => {
    done(null);
  });
}

function bytesOf(config: unknown): number | undefined {
  return (config as FileRoute | undefined)?.fileBytes;
}

function isOther({ method, headers }: FastifyRequest, taken: readonly string[]): boolean {
  const type = typeOf(headers['content-type']);
  const isFile = [...otherTypes, ...streamedTypes].some((one) => one === type);
  return withBody.includes(method) && isFile && !taken.includes(type ?? '');
}

function typeOf(header: string | undefined): string | undefined {
  return header?.split(';', 1)[0]?.trim().toLowerCase();
}
