import { applyDecorators, HttpCode, Post, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { ResponseLocation } from './versions.js';

const actionKey = Symbol('POST action');

/**
 * Routes a POST that ends, undoes or erases something, or adds to a record, and returns the record with 200. `If-Match`
 * prevents a second change by a repeat, so the route takes no `Idempotency-Key`.
 */
export const PostAction = (path: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    SetMetadata(actionKey, true),
    HttpCode(200),
    ResponseLocation(null),
    ApiExtension('x-change', true),
  );

/** Whether the handler changes a record by POST. */
export function isPostAction(handler: object): boolean {
  return Reflect.getMetadata(actionKey, handler) === true;
}
