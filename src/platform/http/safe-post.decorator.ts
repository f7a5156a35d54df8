import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { ResponseLocation } from './versions.js';

const queryByPostKey = Symbol('question');

/**
 * Marks a safe POST, which has its parameters in the body, because names must not appear in a URL. It responds with
 * 200. A repeat with the same Idempotency-Key runs again.
 */
export const QueryByPost = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(queryByPostKey, true),
    HttpCode(200),
    ResponseLocation(null),
    ApiExtension('x-asks', true),
  );

export function isQueryByPost(handler: object): boolean {
  return Reflect.getMetadata(queryByPostKey, handler) === true;
}
