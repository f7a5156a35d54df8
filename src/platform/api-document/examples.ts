import { createHash } from 'node:crypto';
import { partsOf } from './schemas.js';
import { resolved, type Schema, type Schemas } from './openapi.js';

/**
 * Direction of an example. A request omits optional fields without an example, because an invented id would be
 * rejected.
 */
export type Way = 'sent' | 'answered';

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2018-05-12T14:30:00.000Z',
  date: '2018-05-12',
};

/** Returns an example of a schema: the examples of its properties, or a value that their type allows. */
export function exampleOf(schema: Schema, schemas: Schemas, way: Way, name = ''): unknown {
  const own = ownExample(schema);
  if (own !== undefined) return isInstant(schema) && way === 'answered' ? inUtc(own) : own;
  const target = resolved(schema, schemas);
  if (target !== schema) return exampleOf(target, schemas, way, name);
  const [type, ...others] = [target.type].flat();
  if (way === 'answered' && others.includes('null')) return null;
  if (target.enum) return target.enum[0];
  if (type === 'array') return exampleOfList(target, schemas, way, name);
  if (target.properties) return exampleOfObject(target, schemas, way);
  const choice = partsOf(target).find((part) => part.type !== 'null');
  if (choice) return exampleOf(choice, schemas, way, name);
  if (type === 'boolean') return true;
  if (type === 'integer') return Math.max(1, target.minimum ?? 1);
  if (type === 'object') return {};
  return target.format === 'uuid' ? idNamed(name) : byFormat[target.format ?? ''];
}

function ownExample({ examples, const: constant }: Schema): unknown {
  return examples?.[0] ?? constant;
}

function isInstant({ format }: Schema): boolean {
  return format === 'date-time';
}

function inUtc(instant: unknown): unknown {
  return typeof instant === 'string' ? new Date(instant).toISOString() : instant;
}

function exampleOfObject(schema: Schema, schemas: Schemas, way: Way): Record<string, unknown> {
  const example: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const isOptional = schema.required?.includes(name) !== true;
    if (isOptional && way === 'sent' && ownExample(property) === undefined) continue;
    const value = exampleOf(property, schemas, way, name);
    if (value !== undefined) example[name] = value;
  }
  return example;
}

function exampleOfList({ items }: Schema, schemas: Schemas, way: Way, name: string): unknown[] {
  const item = items && exampleOf(items, schemas, way, name);
  return item === undefined ? [] : [item];
}

/** Returns an id that is constant for a field name and distinct between names. */
export function idNamed(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `01890a5d-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-b${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}
