import { applyDecorators, HttpCode, Post, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { ResponseLocation } from './versions.js';

const changeKey = Symbol('change by POST');

/**
 * Routes a POST that changes a record: it ends, undoes or erases something, or adds to the record. Its path closes with
 * a plain verb or the collection to which it adds. The response is 200 with the record. `If-Match` prevents a second
 * change by a repeat, so the route takes no `Idempotency-Key`.
 */
export const ChangeByPost = (path: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    SetMetadata(changeKey, true),
    HttpCode(200),
    ResponseLocation(null),
    ApiExtension('x-change', true),
  );

/** Whether the handler changes a record by POST. */
export function isChangeByPost(handler: object): boolean {
  return Reflect.getMetadata(changeKey, handler) === true;
}
