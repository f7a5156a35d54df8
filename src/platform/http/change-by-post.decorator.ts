import { applyDecorators, HttpCode, Post, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { LocatedAt } from './versions.js';

const changeKey = Symbol('change by POST');

/**
 * Routes a POST that changes a record: it ends, undoes or erases something, or adds to the record, and its path closes with a plain verb
 * or the collection it adds to. The answer is 200 with the record. `If-Match` keeps a repeat from changing it twice, so the route takes
 * no `Idempotency-Key`.
 */
export const ChangeByPost = (path: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    SetMetadata(changeKey, true),
    HttpCode(200),
    LocatedAt(null),
    ApiExtension('x-change', true),
  );

/** Whether the handler changes a record by POST. */
export function isChangeByPost(handler: object): boolean {
  return Reflect.getMetadata(changeKey, handler) === true;
}
