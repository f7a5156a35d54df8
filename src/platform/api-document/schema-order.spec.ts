import { describe, expect, it } from '@jest/globals';
import type { OpenApi } from './openapi.js';
import { refTo } from './openapi.js';
import { orderSchemasByUse } from './schema-order.js';

const content = (name: string): object => ({ content: { 'application/json': { schema: refTo(name) } } });
const document = {
  openapi: '3.1.0',
  info: { title: '', version: '' },
  paths: {
    '/things': {
      get: { operationId: 'list', responses: { 200: { description: '', ...content('ThingPage') } } },
      post: { operationId: 'make', responses: { 409: { $ref: '#/components/responses/Stuck' } } },
    },
  },
  components: {
    schemas: {
      Lost: { type: 'object' },
      Part: { type: 'object', properties: { whole: refTo('ThingView') } },
      Stuck: { type: 'object' },
      ThingPage: { type: 'object', properties: { items: { type: 'array', items: refTo('ThingView') } } },
      ThingView: { type: 'object', properties: { part: refTo('Part') } },
    },
    responses: { Stuck: { description: '', ...content('Stuck') } },
  },
} as OpenApi;

describe('the schemas of the document', () => {
  it('stand in the order of their use: problems, then operations with what they refer to, then the others', () => {
    const ordered = orderSchemasByUse(document);

    expect(Object.keys(ordered.components.schemas)).toEqual(['Stuck', 'ThingPage', 'ThingView', 'Part', 'Lost']);
    expect(ordered).toEqual(document);
  });
});
