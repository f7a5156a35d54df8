import { SetMetadata } from '@nestjs/common';
import type { EntityTarget } from 'typeorm';
import type { Row } from './rows.js';

const firstReadKey = Symbol('first-read');

/**
 * Declares that a route first reads the record that its path names. The statement travels together with the look-up of the
 * session. Row security applies to it, and its result is dropped if the guard refuses the request.
 */
export const FirstRead = (entity: EntityTarget<Row>): MethodDecorator => SetMetadata(firstReadKey, entity);

export function firstReadOf(handler: object): EntityTarget<Row> | undefined {
  return Reflect.getMetadata(firstReadKey, handler) as EntityTarget<Row> | undefined;
}
