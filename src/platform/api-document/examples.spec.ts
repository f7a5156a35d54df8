import { describe, expect, it } from '@jest/globals';
import { exampleOf, exampleId } from './examples.js';
import type { Schemas } from './openapi.js';

const schemas: Schemas = {
  Part: { type: 'object', properties: { state: { type: 'string', examples: ['NE'] } }, required: ['state'] },
  Whole: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      agencyId: { type: 'string', format: 'uuid' },
      part: { $ref: '#/components/schemas/Part' },
      parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
      at: { type: 'string', format: 'date-time', examples: ['2018-05-12T09:30:00-05:00'] },
      kind: { type: ['string', 'null'], enum: ['a', 'b', null] },
      other: { anyOf: [{ $ref: '#/components/schemas/Part' }, { type: 'null' }] },
    },
    required: ['id', 'part', 'parts', 'at', 'kind', 'other'],
  },
};
const whole = { $ref: '#/components/schemas/Whole' };

describe('the example of an object', () => {
  it('for a request omits optional fields without an example', () => {
    expect(exampleOf(whole, schemas, 'sent')).toEqual({
      id: exampleId('id'),
      part: { state: 'NE' },
      parts: [{ state: 'NE' }],
      at: '2018-05-12T09:30:00-05:00',
      kind: 'a',
      other: { state: 'NE' },
    });
  });

  it('for a response has all fields, in UTC, with null as the default', () => {
    expect(exampleOf(whole, schemas, 'answered')).toMatchObject({
      agencyId: exampleId('agencyId'),
      at: '2018-05-12T14:30:00.000Z',
      kind: null,
    });
  });

  it('has a distinct, stable id per field', () => {
    expect(exampleId('id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-b[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(exampleId('id')).toBe(exampleId('id'));
    expect(exampleId('agencyId')).not.toBe(exampleId('id'));
  });
});
