import * as fc from 'fast-check';
import { resolveSchema, type Schema, type Schemas } from '../../src/platform/api-document/openapi.js';
import { naughty } from './hostile.js';

/** Returns the placeholder for the id of a record of that kind, known only at sending: `«agency»`. */
export function slotOf(field: string): string {
  const [, name = ''] = /^(\w+?)Ids?$/.exec(field) ?? [];
  return `\u00abid:${name === '' ? 'account' : name}\u00bb`;
}

export const cursorSlot = '\u00abid:cursor\u00bb';

export const slotPattern = /\u00abid:(\w*)\u00bb/g;

/**
 * Returns arbitrary values of a schema. They may violate rules outside it, such as existing records and related days.
 */
export function valuesOf(schema: Schema, schemas: Schemas, field = ''): fc.Arbitrary<unknown> {
  const found = resolveSchema(schema, schemas);
  const choices = found.oneOf ?? found.anyOf;
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(choice, schemas, field)));
  if (found.const !== undefined) return fc.constant(found.const);
  if (found.enum) return fc.constantFrom(...found.enum);
  const types = [found.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => ofType(type, found, schemas, field)));
}

function ofType(type: string, schema: Schema, schemas: Schemas, field: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbersOf(schema);
    case 'string':
      return textsOf(schema, field);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, schemas, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(Number(schema['maxItems'] ?? 4), 4),
      });
    default:
      return objectsOf(schema, schemas);
  }
}

function objectsOf({ properties = {}, required = [] }: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const parts = Object.entries(properties).map(([key, part]) => [key, valuesOf(part, schemas, key)] as const);
  return fc.record(Object.fromEntries(parts), { requiredKeys: required, noNullPrototype: true });
}

/** Returns numbers with frequent boundary values, because faults occur there. */
function numbersOf({ minimum = 0, maximum }: Schema): fc.Arbitrary<number> {
  const most = typeof maximum === 'number' ? maximum : 2 ** 31 - 1;
  return fc.oneof(fc.integer({ min: minimum, max: most }), fc.constantFrom(minimum, most));
}

function textsOf(schema: Schema, field: string): fc.Arbitrary<string> {
  const { format, pattern } = schema;
  if (format === 'uuid') return fc.constant(slotOf(field));
  if (format === 'date') return day;
  if (format === 'date-time') return instant;
  if (format === 'email') return fc.stringMatching(/^[a-z]{1,9}$/).map((name) => `${name}@example.gov`);
  if (format === 'uri') return fc.constantFrom('https://tracker.example.gov/', 'http://localhost:3000/a?b#c');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const [least, most] = [Number(schema['minLength'] ?? 0), Number(schema['maxLength'] ?? 200)];
  const fitting = naughty.filter(({ length }) => length >= least && length <= most);
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.min(most, 60) }),
    fc.constantFrom(...fitting),
    fc.constantFrom('x'.repeat(most), 'x'.repeat(least)),
  );
}

const date = fc.date({ min: new Date('1990-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const day = date.map((one) => one.toISOString().slice(0, 10));
const offsets = ['Z', '+00:00', '-05:00', '-06:00', '+14:00', '-12:00', '+05:45'];
const instant = fc
  .tuple(date, fc.constantFrom(...offsets))
  .map(([one, offset]) => `${one.toISOString().slice(0, 19)}${offset}`);
