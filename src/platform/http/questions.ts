import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { LocatedAt } from './versions.js';

const questionKey = Symbol('question');

/**
 * Marks a safe POST, which reads and has its parameters in the body, because names must not appear in a URL. It
 * responds with 200. A repeat with the same Idempotency-Key runs again, because nothing is created or stored for a
 * repeat.
 */
export const Asks = (): MethodDecorator =>
  applyDecorators(SetMetadata(questionKey, true), HttpCode(200), LocatedAt(null), ApiExtension('x-asks', true));

export function isQuestion(handler: object): boolean {
  return Reflect.getMetadata(questionKey, handler) === true;
}
