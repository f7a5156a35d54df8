import { applyDecorators, Put, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

const batchKey = Symbol('change of many');

/**
 * Routes a PUT that changes many records, each with its own version and outcome. With an `Idempotency-Key`, a repeat
 * returns the stored response of the first request.
 */
export const ChangeMany = (path: string): MethodDecorator =>
  applyDecorators(Put(path), SetMetadata(batchKey, true), ApiExtension('x-batch', true));

/** Whether the handler changes many records. */
export function isChangeOfMany(handler: object): boolean {
  return Reflect.getMetadata(batchKey, handler) === true;
}
