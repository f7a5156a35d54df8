import { randomFillSync } from 'node:crypto';
import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { NotFound } from './problems.js';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const idBytes = 16;
/** Asking the system for each id alone costs more than all else in it. */
const chance = Buffer.alloc(256 * idBytes);
let chanceUsed = chance.length;
let lastTime = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562): in the order they were made within this process, also within a millisecond and when the clock
 * steps back. Known before the insert, no secret, and it tells when it was made.
 */
export function newId(time = Date.now()): string {
  if (chanceUsed === chance.length) {
    randomFillSync(chance);
    chanceUsed = 0;
  }
  const bytes = chance.subarray(chanceUsed, (chanceUsed += idBytes));
  if (time > lastTime) {
    lastTime = time;
    sequence = bytes.readUInt16BE(6) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastTime += 1;
    sequence = bytes.readUInt16BE(6) & 0x7ff;
  }
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether it has the shape of an id. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length === 36 && uuidPattern.test(value);
}

/** What is no id is the id of nothing, and the answer is the one an unknown id gets. */
@Injectable()
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isId(value)) throw new NotFound();
    return value.toLowerCase();
  }
}

/** The id in the path: `@Id() id: string`, or `@Id('suspectId')` for another segment. */
export function Id(name = 'id'): ParameterDecorator {
  return (target, key, index) => {
    Param(name, IdPipe)(target, key, index);
    const route = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && route) ApiParam({ name, schema: { type: 'string', format: 'uuid' } })(target, key, route);
  };
}
