import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { MalformedRequest, VersionRequired } from './problems.js';

/** Strong entity tag of any server (RFC 9110). */
const tagPattern = /^"([\x21\x23-\x7e]*)"$/;
/** Text within a tag of the tracker: the version and, in the tag of a read, the checksum of the content. */
const versionAndChecksumPattern = /^v([1-9]\d{0,9})(?:\.[\w-]{22})?$/;
const versionTagPattern = /^"v\d+"$/;
/** Maximum of the integer column of a version. */
const maxVersion = 2_147_483_647;
const locationKey = Symbol('location');

export function etagOf(version: number): string {
  return `"v${version}"`;
}

/** Whether an ETag consists of a version alone. */
export function isVersionTag(etag: unknown): etag is string {
  return typeof etag === 'string' && versionTagPattern.test(etag);
}

/** Adds a checksum of the content to the entity tag of a version: `"v3"` becomes `"v3.uYxE…"`. */
export function withSuffix(etag: string, suffix: string): string {
  return `${etag.slice(0, -1)}.${suffix}"`;
}

/**
 * Parses If-Match. Throws 400 for a malformed tag, and 428 without a version: `*` and a weak tag have none, because the
 * comparison is strong. The checksum of the content is ignored.
 */
export function parseVersion(header: string | readonly string[] | undefined): number {
  const text = typeof header === 'string' ? header.trim() : header?.join(',').trim();
  if (text === undefined || text === '' || text === '*') throw new VersionRequired();
  const weak = text.startsWith('W/');
  const tag = tagPattern.exec(weak ? text.slice(2) : text);
  if (!tag) throw new MalformedRequest('The header If-Match must be one entity tag, such as "v3".');
  const version = weak ? undefined : versionAndChecksumPattern.exec(tag[1] ?? '')?.[1];
  if (version === undefined || Number(version) > maxVersion) throw new VersionRequired();
  return Number(version);
}

const Version = createParamDecorator((_: unknown, context: ExecutionContext) =>
  parseVersion(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** Injects the version that the caller changes: `@IfMatch() version: number`. */
export function IfMatch(): ParameterDecorator {
  return (target, key, index) => {
    Version()(target, key, index);
    describeIfMatch(target, key, true, 'ETag of the version that you read.');
  };
}

const VersionUnlessNew = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return header === undefined ? null : parseVersion(header);
});

/** Injects the version that the caller changes, or null for a new record: `@IfMatchUnlessNew() version: number | null`. */
export function IfMatchUnlessNew(): ParameterDecorator {
  return (target, key, index) => {
    VersionUnlessNew()(target, key, index);
    describeIfMatch(target, key, false, 'ETag of the version that you read. A new record has none.');
  };
}

function describeIfMatch(
  target: object,
  key: string | symbol | undefined,
  required: boolean,
  description: string,
): void {
  const route = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key === undefined || !route) return;
  const schema = { type: 'string', pattern: '^"v[1-9][0-9]*([.][A-Za-z0-9_-]{22})?"$', examples: ['"v3"'] };
  ApiHeader({ name: 'If-Match', required, description, schema })(target, key, route);
}

/**
 * Sets the location of the created record, if it is not below the posted path: `@ResponseLocation('suspects')` on `POST
 * /complaints/:id/suspects`. `null` means that it has no URL of its own.
 */
export const ResponseLocation = (collection: string | null): MethodDecorator => SetMetadata(locationKey, collection);

/**
 * Interceptor that sets `ETag` from the version of the response, and `Location` after a POST that created a record with
 * an id.
 */
@Injectable()
export class ResponseHeadersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    return next.handle().pipe(
      tap((view: unknown) => {
        if (typeof view !== 'object' || view === null) return;
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        if ('version' in view && typeof view.version === 'number') reply.header('etag', etagOf(view.version));
        if (reply.statusCode !== 201 || !('id' in view) || typeof view.id !== 'string') return;
        const collection = collectionOf(context);
        if (collection !== null) reply.header('location', `${collection}/${view.id}`);
      }),
    );
  }
}

function collectionOf(context: ExecutionContext): string | null {
  const { url, routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
  const declared = Reflect.getMetadata(locationKey, context.getHandler()) as string | null | undefined;
  if (declared === null) return null;
  if (declared === undefined) return pathOf(url).replace(/\/$/, '');
  const controller = Reflect.getMetadata(PATH_METADATA, context.getClass()) as string;
  const template = routeOptions.url ?? '';
  return `${template.slice(0, template.indexOf(`/${controller.replace(/^\//, '')}`))}/${declared}`;
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
