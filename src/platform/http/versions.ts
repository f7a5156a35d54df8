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
import { StaleVersion, Unreadable, VersionRequired } from './problems.js';

const tagPattern = /^"([\x21\x23-\x7e]*)"$/;
const ownTagPattern = /^v([1-9]\d{0,9})$/;
/** The last an `integer` column can hold. */
const lastVersion = 2_147_483_647;
const locationKey = Symbol('location');

/** The entity tag of a version. */
export function etagOf(version: number): string {
  return `"v${version}"`;
}

/**
 * The version an If-Match names. None, or `*`, which names none, is 428; a tag that can match nothing of ours, a weak
 * one among them, is 412, since If-Match compares strongly; what is no tag is 400.
 */
export function versionIn(header: string | readonly string[] | undefined): number {
  const text = typeof header === 'string' ? header.trim() : header?.join(',').trim();
  if (text === undefined || text === '' || text === '*') throw new VersionRequired();
  const weak = text.startsWith('W/');
  const tag = tagPattern.exec(weak ? text.slice(2) : text);
  if (!tag) throw new Unreadable('The header If-Match must be one entity tag, such as "v3".');
  const version = weak ? NaN : Number(ownTagPattern.exec(tag[1] ?? '')?.[1]);
  if (!(version <= lastVersion)) throw new StaleVersion();
  return version;
}

const Version = createParamDecorator((_: unknown, context: ExecutionContext) =>
  versionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** The version the caller is changing: `@IfMatch() version: number`. */
export function IfMatch(): ParameterDecorator {
  return (target, key, index) => {
    Version()(target, key, index);
    const route = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key === undefined || !route) return;
    const schema = { type: 'string', pattern: '^"v[1-9][0-9]*"$', examples: ['"v3"'] };
    ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of what is changed.', schema })(
      target,
      key,
      route,
    );
  };
}

/**
 * Where what a POST made is found, when it is not below the path posted to: `@LocatedAt('suspects')` on
 * `POST /complaints/:id/suspects`. `null` for what has no place of its own.
 */
export const LocatedAt = (collection: string | null): MethodDecorator => SetMetadata(locationKey, collection);

/** Writes `ETag` from the version of what is answered, and `Location` where a POST made something with an id. */
@Injectable()
export class AnswerHeaders implements NestInterceptor {
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
