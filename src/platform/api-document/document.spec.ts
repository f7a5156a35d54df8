import { describe, expect, it } from '@jest/globals';
import { completeDocument } from './document.js';
import type { OpenApi, Operation } from './openapi.js';
import { parametersOf } from './shared-parameters.js';
import type { ProblemDocs, SourceDocs } from './source-docs.js';

const problem = (type: string, status: number, overrides: Partial<ProblemDocs> = {}): ProblemDocs => ({
  type,
  title: `It is ${type}.`,
  status,
  description: 'A case. Why.',
  headers: [],
  members: {},
  ...overrides,
});

const words: SourceDocs = {
  controllers: { ThingsController: 'Things there are.' },
  handlers: { 'ThingsController.change': { throws: ['Stuck'], isPlaceless: false } },
  classes: {
    ChangeThing: {
      description: 'A change\nof a thing.',
      properties: { name: { description: 'Its name.', example: 'a name' } },
    },
    ThingView: {
      description: 'A thing.',
      properties: Object.fromEntries(
        ['id', 'version', 'level', 'latitude', 'madeAt', 'mine'].map((name) => [name, { description: '' }]),
      ),
    },
  },
  problems: {
    MalformedRequest: problem('malformed-request', 400),
    NotSignedIn: problem('not-signed-in', 401, { headers: ['www-authenticate'] }),
    Forbidden: problem('forbidden', 403),
    CsrfRejected: problem('csrf-rejected', 403),
    NotFound: problem('not-found', 404),
    Stuck: problem('stuck', 409, {
      members: { type: 'object', properties: { errors: { type: 'array', items: {} } }, required: ['errors'] },
    }),
    StaleVersion: problem('stale-version', 412),
    ContentTooLarge: problem('content-too-large', 413),
    UnsupportedMediaType: problem('unsupported-media-type', 415),
    InvalidInput: problem('invalid-input', 422),
    IdempotencyKeyReused: problem('idempotency-key-reused', 422),
    VersionRequired: problem('version-required', 428),
    TooManyRequests: problem('too-many-requests', 429, { headers: ['retry-after'] }),
    Unavailable: problem('unavailable', 503),
    MethodNotAllowed: problem('method-not-allowed', 405),
    RequestTimeout: problem('request-timeout', 408),
    HeadersTooLarge: problem('headers-too-large', 431),
    InternalError: problem('internal-error', 500),
    Unheard: problem('unheard', 409),
  },
  parts: {},
  vocabularies: [],
};

const json = (name: string): object => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const file = { content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const ifMatch = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } };
const operation = (handler: string, overrides: object): Operation => ({
  operationId: `ThingsController.${handler}`,
  summary: 'Do it.\nAnd more.',
  tags: ['Things'],
  parameters: [],
  responses: { 200: { description: '', ...json('ThingView') } },
  'x-permission': 'things:keep',
  'x-roles': ['admin', 'supervisor'],
  ...overrides,
});

const raw: OpenApi = {
  openapi: '3.1.0',
  info: { title: '', version: '' },
  paths: {
    '/things': {
      post: operation('make', {
        requestBody: json('ChangeThing'),
        responses: { 201: { description: '', ...json('ThingView') } },
      }),
      get: operation('list', { 'x-roles': ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'] }),
    },
    '/big-things/{id}': {
      put: operation('change', { parameters: [id, ifMatch], requestBody: json('ChangeThing') }),
    },
    '/things/search': {
      post: operation('search', {
        'x-asks': true,
        requestBody: json('ChangeThing'),
        responses: { 201: { description: '', ...json('ThingView') } },
      }),
    },
    '/archive': {
      get: operation('archive', { responses: { 200: { description: 'All things.', ...file } } }),
    },
    '/open': {
      get: operation('open', {
        'x-permission': 'public',
        'x-roles': undefined,
        responses: { 204: { description: '' } },
      }),
    },
  },
  components: {
    schemas: {
      ThingView: {
        type: 'object',
        properties: {
          mine: { $ref: '#/components/schemas/ChangeThing' },
          madeAt: { type: ['string', 'null'] },
          version: { type: 'number' },
          level: { enum: [3, 2, 1, null], type: ['number', 'null'] },
          latitude: { type: 'number', format: 'double', example: 41.25 },
          id: { type: 'string', description: '@format uuid' },
        },
        required: ['version', 'id', 'level', 'latitude', 'madeAt', 'mine'],
      },
      ChangeThing: { type: 'object', properties: { name: { type: 'string', minLength: 1 } }, required: ['name'] },
    },
  },
};

const document = completeDocument(structuredClone(raw), words, { title: 'Things', version: '1' });
const at = (path: string, method: string): Operation => {
  const found = document.paths[path]?.[method];
  if (!found) throw new Error(`There is no ${method} ${path}`);
  return found;
};

describe('an API operation', () => {
  it('describes its effect and the required permission', () => {
    expect(at('/things', 'post')).toMatchObject({
      operationId: 'make',
      summary: 'Do it',
      description: 'And more.\n\nRequires the permission `things:keep` (roles: admin and supervisor).',
      tags: ['Things'],
    });
    expect(at('/things', 'get').description).toContain('(every role)');
    expect(at('/open', 'get')).toMatchObject({ security: [] });
    expect(at('/open', 'get').description).toContain('Public: no session is needed');
    expect(document.tags).toEqual([{ name: 'Things', description: 'Things there are.' }]);
  });

  it('lists the responses of its route, permission and handler only', () => {
    expect(Object.keys(at('/things', 'post').responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '413',
      '415',
      '422',
      '429',
      '503',
      'default',
    ]);
    expect(Object.keys(at('/things', 'get').responses)).toEqual(['200', '304', '401', '403', '429', '503', 'default']);
    expect(Object.keys(at('/open', 'get').responses)).toEqual(['204', '429', '503', 'default']);
    expect(Object.keys(at('/big-things/{id}', 'put').responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '428',
      '429',
      '503',
      'default',
    ]);
  });

  it('refers to a single problem, and lists several of one status', () => {
    const { responses } = at('/things', 'post');

    expect(responses['401']).toEqual({ $ref: '#/components/responses/NotSignedIn' });
    expect(responses['422']?.content?.['application/problem+json']).toMatchObject({
      schema: {
        oneOf: [{ $ref: '#/components/schemas/InvalidInput' }, { $ref: '#/components/schemas/IdempotencyKeyReused' }],
      },
      examples: {
        IdempotencyKeyReused: {
          value: { type: '/problems/idempotency-key-reused', title: 'It is idempotency-key-reused.', status: 422 },
        },
      },
    });
  });

  it('shares a response with operations that have the same problems', () => {
    const { responses = {} } = document.components;
    const $ref = '#/components/responses/ForbiddenOrCsrfRejected';

    expect(at('/things', 'post').responses['403']).toEqual({ $ref });
    expect(at('/big-things/{id}', 'put').responses['403']).toEqual({ $ref });
    expect(responses['ForbiddenOrCsrfRejected']?.description).toBe(
      'One of these problems:\n\n- `forbidden` (403): It is forbidden. Why.\n- `csrf-rejected` (403): It is csrf-rejected. Why.',
    );
    expect(responses['NotSignedIn']?.description).toBe('It is not-signed-in. Why.');
    expect(Object.keys(responses)).not.toContain('InvalidInputOrKeyReused');
    expect(Object.keys(responses)).not.toContain('Unheard');
  });

  it('refers to the problems of every request', () => {
    const { description, content } = document.components.responses?.['AnyRequest'] ?? {};
    const { schema } = content?.['application/problem+json'] ?? {};

    expect(at('/open', 'get').responses['default']).toEqual({ $ref: '#/components/responses/AnyRequest' });
    expect(schema?.oneOf).toHaveLength(4);
    expect(description).toMatch(/^One of these problems:\n\n- `internal-error` \(500\): /);
    expect(description).not.toContain('csrf');
  });

  it('has the headers of its kind', () => {
    const made = at('/things', 'post');

    expect(parametersOf(made, document.components.parameters).map(({ name }) => name)).toEqual(['Idempotency-Key']);
    expect(Object.keys(made.responses['201']?.headers ?? {})).toEqual([
      'x-request-id',
      'ratelimit',
      'ratelimit-policy',
      'etag',
      'location',
      'idempotency-replayed',
    ]);
    expect(Object.keys(at('/big-things/{id}', 'put').responses['200']?.headers ?? {})).toEqual([
      'x-request-id',
      'ratelimit',
      'ratelimit-policy',
      'etag',
    ]);
    expect(Object.keys(document.components.responses?.['NotSignedIn']?.headers ?? {})).toContain('www-authenticate');
  });

  it('that is a query by POST has neither Idempotency-Key nor Location', () => {
    const asked = at('/things/search', 'post');

    expect(Object.keys(asked.responses).filter((status) => Number(status) < 400)).toEqual(['200']);
    expect(Object.keys(asked.responses['200']?.headers ?? {})).toEqual([
      'x-request-id',
      'ratelimit',
      'ratelimit-policy',
      'etag',
    ]);
    expect(asked.parameters).toBeUndefined();
  });

  it('that returns a file describes it without an example', () => {
    const { description, content } = at('/archive', 'get').responses['200'] ?? {};

    expect(description).toBe('All things.');
    expect(content?.['application/zip']?.example).toBeUndefined();
  });

  it('describes the record of the id in its path', () => {
    expect(at('/big-things/{id}', 'put').parameters?.[0]).toMatchObject({
      description: 'Id of the big thing.',
    });
  });

  it('has an example of request and response', () => {
    const { requestBody, responses } = at('/things', 'post');

    expect(requestBody?.content['application/json']?.example).toEqual({ name: 'a name' });
    expect(responses['201']?.content?.['application/json']?.example).toMatchObject({ version: 1, level: null });
  });
});

describe('an API schema', () => {
  const { ThingView, ChangeThing, Stuck } = document.components.schemas;

  it('has its properties in source order, each described', () => {
    expect(Object.keys(ThingView?.properties ?? {})).toEqual(['id', 'version', 'level', 'latitude', 'madeAt', 'mine']);
    expect(ThingView?.required).toEqual(['id', 'version', 'level', 'latitude', 'madeAt', 'mine']);
    expect(ThingView?.properties?.['id']?.description).toBe('Id of the record.');
    expect(ThingView?.properties?.['mine']?.description).toBe('A change of a thing.');
  });

  it('states named formats, integers, fractions and ordered numbers', () => {
    expect(ThingView?.properties).toMatchObject({
      id: { format: 'uuid' },
      version: { type: 'integer' },
      level: { type: ['integer', 'null'], enum: [1, 2, 3, null] },
      latitude: { type: 'number', format: 'double' },
      madeAt: { format: 'date-time' },
    });
  });

  it('rejects unknown properties in a request, and may grow in a response', () => {
    expect(ChangeThing).toMatchObject({ additionalProperties: false, description: 'A change of a thing.' });
    expect(ThingView).not.toHaveProperty('additionalProperties');
  });

  it('of a problem has its own type, status and members', () => {
    expect(Stuck).toMatchObject({
      properties: { type: { const: '/problems/stuck' }, status: { const: 409 }, errors: { type: 'array' } },
      required: ['type', 'title', 'status', 'errors'],
    });
  });
});

it('is the same on each generation', () => {
  const again = completeDocument(structuredClone(raw), words, { title: 'Things', version: '1' });

  expect(JSON.stringify(again)).toBe(JSON.stringify(document));
});

it('cannot be generated for a handler that throws an unknown problem', () => {
  const unknown = { ...words, handlers: { 'ThingsController.make': { throws: ['Nonsense'], isPlaceless: false } } };

  expect(() => completeDocument(structuredClone(raw), unknown, { title: '', version: '' })).toThrow('Nonsense');
});
