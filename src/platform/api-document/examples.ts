import { createHash } from 'node:crypto';
import { partsOf } from './schemas.js';
import { resolveSchema, type Schema, type Schemas } from './openapi.js';

/**
 * Direction of an example. A request omits optional fields without an example, because an invented id would be
 * rejected.
 */
export type ExampleUse = 'sent' | 'answered';

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2018-05-12T14:30:00.000Z',
  date: '2018-05-12',
};

/** Returns an example of a schema: the examples of its properties, or a value that their type allows. */
export function exampleOf(schema: Schema, schemas: Schemas, use: ExampleUse, name = ''): unknown {
  const own = ownExample(schema);
  if (own !== undefined) return isInstant(schema) && use === 'answered' ? toUtc(own) : own;
  const target = resolveSchema(schema, schemas);
  if (target !== schema) return exampleOf(target, schemas, use, name);
  const [type, ...others] = [target.type].flat();
  if (use === 'answered' && others.includes('null')) return null;
  if (target.enum) return target.enum[0];
  if (type === 'array') return exampleOfList(target, schemas, use, name);
  if (target.properties) return exampleOfObject(target, schemas, use);
  const choice = partsOf(target).find((part) => part.type !== 'null');
  if (choice) return exampleOf(choice, schemas, use, name);
  if (type === 'boolean') return true;
  if (type === 'integer') return Math.max(1, target.minimum ?? 1);
  if (type === 'object') return {};
  return target.format === 'uuid' ? exampleId(name) : byFormat[target.format ?? ''];
}

function ownExample({ examples, const: constant }: Schema): unknown {
  return examples?.[0] ?? constant;
}

function isInstant({ format }: Schema): boolean {
  return format === 'date-time';
}

function toUtc(instant: unknown): unknown {
  return typeof instant === 'string' ? new Date(instant).toISOString() : instant;
}

function exampleOfObject(schema: Schema, schemas: Schemas, use: ExampleUse): Record<string, unknown> {
  const example: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const isOptional = schema.required?.includes(name) !== true;
    if (isOptional && use === 'sent' && ownExample(property) === undefined) continue;
    const value = exampleOf(property, schemas, use, name);
    if (value !== undefined) example[name] = value;
  }
  return example;
}

function exampleOfList({ items }: Schema, schemas: Schemas, use: ExampleUse, name: string): unknown[] {
  const item = items && exampleOf(items, schemas, use, name);
  return item === undefined ? [] : [item];
}

/** Returns an id that is constant for a field name and distinct between names. */
export function exampleId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `01890a5d-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-b${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}
