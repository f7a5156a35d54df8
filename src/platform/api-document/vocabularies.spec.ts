import { describe, expect, it } from '@jest/globals';
import type { OpenApi, Schema } from './openapi.js';
import { nameVocabularies, orderVocabularies } from './vocabularies.js';
import type { Vocabulary } from './source-docs.js';

const kind: Vocabulary = { name: 'ThingKind', description: 'Kinds\nof things.', values: ['small', 'big'] };
const documentOf = (properties: Record<string, Schema>, parameter: Schema = { type: 'string' }): OpenApi => ({
  openapi: '3.1.0',
  info: { title: '', version: '' },
  paths: {
    '/things': {
      get: { operationId: 'listThings', parameters: [{ name: 'kind', in: 'query', schema: parameter }], responses: {} },
    },
  },
  components: { schemas: { Thing: { type: 'object', properties } } },
});
const propertiesOf = ({ components }: OpenApi): Schema['properties'] => components.schemas['Thing']?.properties;

describe('a vocabulary of the API', () => {
  it('is defined once, in source order, and referenced everywhere', () => {
    const { components, paths } = nameVocabularies(
      documentOf(
        {
          kind: { description: 'Its kind.', type: 'string', enum: ['big', 'small'] },
          kinds: { type: 'array', items: { type: 'string', enum: ['big', 'small'] } },
          next: { type: ['string', 'null'], enum: ['big', 'small', null] },
        },
        { type: 'string', enum: ['small', 'big'], default: 'big' },
      ),
      [kind],
    );
    const $ref = '#/components/schemas/ThingKind';

    expect(components.schemas['ThingKind']).toEqual({
      description: 'Kinds of things.',
      type: 'string',
      enum: ['small', 'big'],
    });
    expect(components.schemas['Thing']?.properties).toEqual({
      kind: { description: 'Its kind.', $ref },
      kinds: { type: 'array', items: { $ref } },
      next: { anyOf: [{ $ref }, { type: 'null' }] },
    });
    expect(paths['/things']?.['get']?.parameters).toMatchObject([{ schema: { $ref, default: 'big' } }]);
  });

  it('lists the meaning of each value, in source order', () => {
    const meanings = { big: 'A big one', small: 'A small one.' };
    const { components } = nameVocabularies(documentOf({ kind: { enum: ['big', 'small'] } }), [{ ...kind, meanings }]);

    expect(components.schemas['ThingKind']?.description).toBe(
      'Kinds of things.\n\n- `small`: A small one.\n- `big`: A big one.',
    );
  });

  it('of numbers has the type integer', () => {
    const { components } = nameVocabularies(documentOf({ level: { type: 'integer', enum: [2, 1] } }), [
      { name: 'Level', description: 'Levels.', values: [1, 2] },
    ]);

    expect(components.schemas['Level']).toEqual({ description: 'Levels.', type: 'integer', enum: [1, 2] });
  });

  it('of one value is a constant, and one without a name stays inline', () => {
    const schemas = {
      only: { type: 'string', enum: ['big'] },
      size: { type: 'string', enum: ['s', 'm'] },
      enum: { type: 'string', description: 'A field of that name.' },
    };

    expect(propertiesOf(nameVocabularies(documentOf(schemas), [kind]))).toEqual({
      ...schemas,
      only: { type: 'string', const: 'big' },
    });
  });

  it('is not read from example data', () => {
    const schema = { type: 'object', examples: [{ enum: ['big', 'small'] }] };

    expect(propertiesOf(nameVocabularies(documentOf({ schema }), [kind]))).toEqual({ schema });
  });

  it('is put in source order before an example takes its first value', () => {
    const thing = { type: 'object', properties: { kind: { enum: [null, 'big', 'small'] }, enum: { type: 'string' } } };

    expect(orderVocabularies({ Thing: thing }, [kind])).toEqual({
      Thing: { ...thing, properties: { ...thing.properties, kind: { enum: ['small', 'big', null] } } },
    });
  });

  it('has a unique name', () => {
    const used = documentOf({ kind: { type: 'string', enum: ['big', 'small'] } });

    expect(() => nameVocabularies(used, [kind, { ...kind, name: 'Size' }])).toThrow('ThingKind and Size');
    expect(() => nameVocabularies(used, [{ ...kind, name: 'Thing' }])).toThrow('Thing has the name of another schema');
  });
});
