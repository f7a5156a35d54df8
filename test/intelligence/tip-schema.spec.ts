import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { tipMappings } from '../../src/intelligence/tips/formats/tip-mappings.js';
import type { Branch, TipMapping } from '../../src/intelligence/tips/formats/tip-mapping.js';

/**
 * Elements and attributes of a format, by type. `name: Type` has the members of the type, `@name` is an attribute, and `#text` the text of
 * an element with attributes.
 */
interface Schema {
  readonly sources: readonly string[];
  readonly readOn: string;
  readonly types: Readonly<Record<string, readonly string[]>>;
}

const schemas = JSON.parse(readFileSync(new URL('tip-schema.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Schema>
>;

/** Returns the path of every value below a type. */
function pathsOf(types: Schema['types'], type = 'Root'): string[] {
  return (types[type] ?? []).flatMap((member) => {
    const [name = '', inner] = member.split(': ');
    return inner === undefined ? [`/${name}`] : pathsOf(types, inner).map((path) => `/${name}${path}`);
  });
}

/** Whether a value at the path has a field, or is withheld on purpose with all that is around it. */
function isMapped({ root }: TipMapping, path: string): boolean {
  let at: Branch | undefined = root;
  for (const key of path.split('/').slice(1)) {
    at = (at.opening?.part.root ?? at).children.get(key);
    if (at === undefined) return false;
    if (at.target?.startsWith('withheld:') === true) return true;
  }
  return at.target !== null || (at.opening !== null && at.opening.part.root.target !== null);
}

describe.each(Object.keys(schemas))('the mapping of the format %s', (format) => {
  const schema = schemas[format];
  const mapping = tipMappings.find((one) => one.format === format);

  it('has a field for each element and attribute of the schema, or withholds it on purpose', () => {
    if (!schema || !mapping) throw new Error(`The format ${format} has no schema or no mapping`);
    const paths = pathsOf(schema.types);

    expect(paths.length).toBeGreaterThan(60);
    expect(paths.filter((path) => !isMapped(mapping, path))).toEqual([]);
  });
});

it('has a schema for each format', () => {
  expect(tipMappings.map(({ format }) => format).sort()).toEqual(Object.keys(schemas).sort());
});
