import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isId } from '../ids/ids.js';
import { NotFound } from './problems.js';

/** Pipe for ids. Throws 404 for a malformed one, as for an unknown one. */
@Injectable()
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isId(value)) throw new NotFound();
    return value.toLowerCase();
  }
}

/** Injects an id from the path: `@Id() id: string`, or `@Id('suspectId')` for another parameter. */
export function Id(name = 'id'): ParameterDecorator {
  return (target, key, index) => {
    Param(name, IdPipe)(target, key, index);
    const route = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && route) ApiParam({ name, schema: { type: 'string', format: 'uuid' } })(target, key, route);
  };
}
