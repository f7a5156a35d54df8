import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { LocatedAt } from './versions.js';

const questionKey = Symbol('question');

/**
 * A POST that asks, since what it asks with, such as a name, is no business of a URL. It is answered with 200, and sent again
 * under one Idempotency-Key it is asked again: there is nothing that could be made twice, or, of a packet, nothing is kept that a
 * repeat could be answered with.
 */
export const Asks = (): MethodDecorator =>
  applyDecorators(SetMetadata(questionKey, true), HttpCode(200), LocatedAt(null), ApiExtension('x-asks', true));

/** Whether the handler only asks. */
export function isQuestion(handler: object): boolean {
  return Reflect.getMetadata(questionKey, handler) === true;
}
