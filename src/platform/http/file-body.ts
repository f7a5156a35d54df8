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
const withBody = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** So much of files is in memory at once, sent or being read: what would be more is told to come again. */
const mostBytesAtOnce = 67_108_864;
const retryAfterSeconds = 15;
/** Of what is sent to no route that takes a file, this much is read before it is refused. */
const otherwise = 65_536;

interface FileRoute {
  readonly fileBytes?: number;
}

/** The body of this route is a file, of at most so many bytes. What it is, is told from the file and not from what it is called. */
export const TakesFile = (bytes: number): MethodDecorator =>
  applyDecorators(
    RouteConfig({ fileBytes: bytes } satisfies FileRoute),
    ApiConsumes(json, ...otherTypes),
    ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The file, as it is.' }),
  );

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
    const most = bytesOf(request.routeOptions.config);
    if (most === undefined) {
      done(isOther(request) ? new UnsupportedMediaType() : undefined);
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
}

function bytesOf(config: unknown): number | undefined {
  return (config as FileRoute | undefined)?.fileBytes;
}

function isOther({ method, headers }: FastifyRequest): boolean {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return withBody.includes(method) && otherTypes.some((one) => one === type);
}
