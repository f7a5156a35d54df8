import { createHash } from 'node:crypto';
import { partsOf } from './schemas.js';
import { resolveSchema, type Schema, type Schemas } from './openapi.js';

/**
 * Direction of an example: a request or a response. A request omits optional fields that declare no example, because
 * the server would reject an invented id.
 */
export type ExampleUse = 'sent' | 'answered';

const exampleByFormat: Readonly<Record<string, string>> = {
  'date-time': '2018-05-12T14:30:00.000Z',
  date: '2018-05-12',
};

/** Returns the declared example of a schema, or else a value that the schema allows. */
export function exampleOf(schema: Schema, schemas: Schemas, use: ExampleUse, name = ''): unknown {
  const declared = declaredExample(schema);
  if (declared !== undefined) return isInstant(schema) && use === 'answered' ? toUtc(declared) : declared;
  const target = resolveSchema(schema, schemas);
  if (target !== schema) return exampleOf(target, schemas, use, name);
  const [type, ...others] = [target.type].flat();
  if (use === 'answered' && others.includes('null')) return null;
  if (target.enum) return target.enum[0];
  if (type === 'array') return exampleOfList(target, schemas, use, name);
  if (target.properties) return exampleOfObject(target, schemas, use);
  const alternative = partsOf(target).find((part) => part.type !== 'null');
  if (alternative) return exampleOf(alternative, schemas, use, name);
  if (type === 'boolean') return true;
  if (type === 'integer') return Math.max(1, target.minimum ?? 1);
  if (type === 'object') return {};
  return target.format === 'uuid' ? exampleId(name) : exampleByFormat[target.format ?? ''];
}

function declaredExample({ examples, const: constant }: Schema): unknown {
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
    if (isOptional && use === 'sent' && declaredExample(property) === undefined) continue;
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
