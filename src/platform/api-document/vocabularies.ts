import { refTo, type OpenApi, type Schema, type Schemas } from './openapi.js';
import { unwrapComment, type Vocabulary } from './source-docs.js';

const data = ['const', 'default', 'enum', 'example', 'examples'];

/**
 * Moves each vocabulary to one named schema and refers to it. A single value becomes a constant. A choice without a
 * name in the source stays inline.
 */
export function nameVocabularies(document: OpenApi, vocabularies: readonly Vocabulary[]): OpenApi {
  const used = new Map<string, Vocabulary>();

  const named = ({ enum: values = [], ...schema }: Schema): Schema => {
    const given = values.filter((value) => value !== null);
    if (given.length === 1 && given.length === values.length) return { ...schema, const: given[0] };
    const [vocabulary, other] = vocabularies.filter((one) => keyOf(one.values) === keyOf(given));
    if (!vocabulary) return { ...schema, enum: values };
    if (other) throw new Error(`One vocabulary has two names: ${vocabulary.name} and ${other.name}`);
    used.set(vocabulary.name, vocabulary);
    const rest = { ...schema };
    delete rest.type;
    const reference = refTo(vocabulary.name);
    return given.length === values.length
      ? { ...rest, ...reference }
      : { ...rest, anyOf: [reference, { type: 'null' }] };
  };
  const replaced = (node: unknown, isMap = false): unknown => {
    if (Array.isArray(node)) return node.map((part) => replaced(part));
    if (typeof node !== 'object' || node === null) return node;
    if (!isMap && Array.isArray((node as Schema).enum)) return named(node as Schema);
    return Object.fromEntries(
      Object.entries(node).map(([key, part]: [string, unknown]) => [
        key,
        !isMap && data.includes(key) ? part : replaced(part, key === 'properties' || key === 'schemas'),
      ]),
    );
  };

  const { paths, components } = document;
  const complete = {
    ...document,
    paths: replaced(paths) as OpenApi['paths'],
    components: replaced(components) as OpenApi['components'],
  };
  complete.components.schemas = withVocabularies(complete.components.schemas, [...used.values()]);
  return complete;
}

/**
 * Returns the schemas with the values of each vocabulary in their declared order. The compiler's order depends on the
 * files it read before.
 */
export function orderVocabularies(schemas: Schemas, vocabularies: readonly Vocabulary[]): Schemas {
  const ordered = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(ordered);
    if (typeof node !== 'object' || node === null) return node;
    const { enum: values, ...schema } = node as { readonly enum?: unknown };
    const rest = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, ordered(part)]));
    if (!Array.isArray(values)) return values === undefined ? rest : { ...rest, enum: ordered(values) };
    const given = values.filter((value: unknown) => value !== null);
    const vocabulary = vocabularies.find((one) => keyOf(one.values) === keyOf(given));
    const inOrder = vocabulary ? [...vocabulary.values, ...(given.length < values.length ? [null] : [])] : values;
    return { ...rest, enum: inOrder };
  };
  return ordered(schemas) as Schemas;
}

function withVocabularies(schemas: Schemas, vocabularies: readonly Vocabulary[]): Schemas {
  const all = { ...schemas };
  for (const vocabulary of vocabularies) {
    const { name, values } = vocabulary;
    if (all[name]) throw new Error(`The vocabulary ${name} has the name of another schema`);
    const type = values.every((value) => typeof value === 'number') ? 'integer' : 'string';
    all[name] = { description: describeVocabulary(vocabulary), type, enum: [...values] };
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the description, with a list of the meanings. */
function describeVocabulary({ description, values, meanings }: Vocabulary): string {
  const lines = meanings ? values.map((value) => `- \`${value}\`: ${closeSentence(meanings[value] ?? '')}`) : [];
  return [unwrapComment(description), ...(lines.length === 0 ? [] : [lines.join('\n')])].join('\n\n');
}

function closeSentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => JSON.stringify(value)).sort());
}
