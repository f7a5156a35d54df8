import type { Schema, Schemas } from './openapi.js';
import { unwrapComment, type ClassDocs, type PropertyDocs, type SourceDocs } from './source-docs.js';

const commonDescriptions: Readonly<Record<string, string>> = {
  id: 'Id of the record.',
  version: 'Number of the version, one higher after each change.',
  taskForceId: 'Task force of the record.',
  complaintId: 'Complaint of the record.',
  recordedBy: 'Account that recorded it.',
  recordedAt: 'Time of the recording.',
  notedAt: 'Time of the recording.',
  voidReason: 'Reason for voiding the record; null unless it is void.',
  items: 'Records of the list.',
  nextCursor: 'Value of `cursor` that asks for the next page; null on the last page.',
};

/** Completes the schemas with facts from the source, in JSON Schema 2020-12. */
export function completeSchemas(raw: Schemas, words: SourceDocs): Schemas {
  const schemas: Schemas = {};
  for (const [name, schema] of Object.entries(raw)) schemas[name] = completeClass(schema, words.classes[name], words);
  for (const [name, schema] of Object.entries(words.parts)) schemas[name] = completeClass(schema, undefined, words);
  return schemas;
}

/** Disallows additional properties in request schemas, recursively, as the pipe does. */
export function closeSchemas(schemas: Schemas, roots: readonly Schema[]): void {
  const seen = new Set<Schema>();
  const visit = (schema: Schema): void => {
    const name = schema.$ref?.split('/').at(-1);
    const target = name === undefined ? schema : schemas[name];
    if (!target || seen.has(target)) return;
    seen.add(target);
    if (target.properties) target.additionalProperties = false;
    for (const part of [...Object.values(target.properties ?? {}), ...partsOf(target)]) visit(part);
  };
  roots.forEach(visit);
}

export function partsOf({ items, oneOf = [], anyOf = [], allOf = [] }: Schema): Schema[] {
  return [...(items ? [items] : []), ...oneOf, ...anyOf, ...allOf];
}

/**
 * Normalizes a schema: sorted numbers, integers unless the format is double, and the format outside the description.
 */
export function tidySchema({ example, description: said = '', ...rest }: Schema, name = ''): Schema {
  const [, format] = /@format\s+([\w-]+)/.exec(said) ?? [];
  const description = unwrapComment(said.replace(/@format\s+[\w-]+/, ''));
  const tidy: Schema = { ...rest, ...(description === '' ? {} : { description }) };
  if (format !== undefined) tidy.format = format;
  if (tidy.type !== undefined && tidy.format !== 'double') tidy.type = wholeType(tidy.type);
  if (tidy.enum?.every((value) => typeof value === 'number' || value === null)) tidy.enum = sortNumbers(tidy.enum);
  if (tidy.format === undefined && !tidy.enum && isText(tidy)) Object.assign(tidy, formatOfName(name, example));
  if (example !== undefined) tidy.examples = [valueOf(example, tidy)];
  return tidy;
}

function completeClass(schema: Schema, said: ClassDocs | undefined, words: SourceDocs): Schema {
  const { properties = {}, required = [], ...rest } = schema;
  const description = unwrapComment(said?.description ?? schema.description ?? '');
  const names = [...new Set([...Object.keys(said?.properties ?? {}), ...Object.keys(properties)])];
  const complete = names.flatMap((name) => {
    const property = properties[name];
    return property ? [[name, completeProperty(name, property, said?.properties[name], words)]] : [];
  });
  return {
    ...(description === '' ? {} : { description }),
    ...rest,
    ...(schema.properties ? { properties: Object.fromEntries(complete) as Schemas } : {}),
    ...(schema.properties ? { required: names.filter((name) => required.includes(name)) } : {}),
  };
}

function completeProperty(name: string, property: Schema, said: PropertyDocs | undefined, words: SourceDocs): Schema {
  const read = said ? { ...property, description: said.description, ...definedIn(said) } : property;
  const { description: own, ...schema } = tidySchema(read, name);
  const description = own ?? commonDescriptions[name] ?? describedByType(property, words);
  return description === '' ? schema : { description, ...schema };
}

function definedIn({ example, format }: PropertyDocs): Pick<Schema, 'example' | 'format'> {
  return { ...(example === undefined ? {} : { example }), ...(format === undefined ? {} : { format }) };
}

function describedByType(property: Schema, words: SourceDocs): string {
  const name = [property, ...partsOf(property)].map(({ $ref }) => $ref?.split('/').at(-1)).find(Boolean);
  return unwrapComment((name === undefined ? undefined : words.classes[name]?.description) ?? '');
}

function isText({ type }: Schema): boolean {
  return type === 'string' || (Array.isArray(type) && type.includes('string'));
}

const uuidPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Derives the format from the name: At for an instant, On for a day, Id for an id. An example of another kind overrides
 * it.
 */
function formatOfName(name: string, example: unknown): Pick<Schema, 'format'> {
  const isOtherId = typeof example === 'string' && example !== 'null' && !uuidPattern.test(example);
  if (/(^id|Id)$/.test(name)) return isOtherId ? {} : { format: 'uuid' };
  if (/[a-z]At$/.test(name)) return { format: 'date-time' };
  return /[a-z]On$/.test(name) ? { format: 'date' } : {};
}

function wholeType(type: string | string[]): string | string[] {
  if (Array.isArray(type)) return type.map((one) => (one === 'number' ? 'integer' : one));
  return type === 'number' ? 'integer' : type;
}

function sortNumbers(values: unknown[]): unknown[] {
  return [...values].sort((a, b) => (a === null ? 1 : b === null ? -1 : Number(a) - Number(b)));
}

function valueOf(example: unknown, { type }: Schema): unknown {
  if (typeof example !== 'string') return isTextType(type) && typeof example === 'number' ? String(example) : example;
  if (isTextType(type)) return /^".*"$/.test(example) ? (JSON.parse(example) as unknown) : example;
  try {
    return JSON.parse(example) as unknown;
  } catch {
    return example;
  }
}

function isTextType(type: Schema['type']): boolean {
  return [type].flat().includes('string');
}
