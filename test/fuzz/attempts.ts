import * as fc from 'fast-check';
import type { Schema } from '../../src/platform/api-document/openapi.js';
import { hostileKey, hostileText, hostileValue, naughty } from './hostile.js';
import type { Described, DescribedOperation, TextField } from './operations.js';
import { cursorSlot, valuesOf } from './values.js';

export const sides = ['own', 'neighbour', 'foreign', 'missing'] as const;
export type Side = (typeof sides)[number];

/** Mutation of an otherwise valid request. Numbers are positions, modulo the available ones. */
export type Twist =
  | { readonly on: 'field'; readonly how: 'set'; readonly at: number | readonly string[]; readonly value: unknown }
  | { readonly on: 'field'; readonly how: 'drop'; readonly at: number }
  | { readonly on: 'field'; readonly how: 'add'; readonly at: number; readonly key: string; readonly value: unknown }
  | { readonly on: 'body'; readonly how: 'replaced'; readonly value: unknown }
  | { readonly on: 'body'; readonly how: BodyDamage; readonly at: number }
  | { readonly on: 'query'; readonly key: string; readonly value: string; readonly isRaw: boolean }
  | { readonly on: 'id'; readonly value: string; readonly isRaw: boolean }
  | { readonly on: 'path'; readonly suffix: string }
  | { readonly on: 'method'; readonly method: string }
  | { readonly on: 'header'; readonly name: string; readonly value: string | null }
  | { readonly on: 'token'; readonly how: TokenDamage; readonly value: string };

const bodyDamages = [
  ...['key twice', 'byte order mark', 'UTF-16', 'UTF-32', 'latin1', 'broken UTF-8', 'overlong UTF-8', 'cut'],
  ...['trailing', 'nested', 'nested deeply', 'padded', 'larger than 64 KiB', 'gzip', 'none', 'form', 'lines', 'NUL'],
] as const;
export type BodyDamage = (typeof bodyDamages)[number];

const tokenDamages = [
  'none',
  'words',
  'another scheme',
  'cookie',
  'cookie and word',
  'twice',
  'ended',
  'both',
] as const;
export type TokenDamage = (typeof tokenDamages)[number];

/** Request before records are filled in: the same for the same seed, whatever their ids. */
export interface Attempt {
  readonly operation: string;
  readonly sender: number | null;
  readonly side: Side;
  readonly at: number;
  /** Valid body of requests.ts, or one generated from the schema. */
  readonly body: { readonly by: 'request' } | { readonly by: 'schema'; readonly value: unknown };
  readonly twists: readonly Twist[];
}

/** Returns all attempts: each operation in turn, mostly by permitted senders. */
export function attemptsOn(described: Described, weightOf: (operation: DescribedOperation) => number) {
  return fc.oneof(
    ...described.operations.map((operation) => ({
      weight: weightOf(operation),
      arbitrary: attemptsAt(operation, described),
    })),
  );
}

function attemptsAt(operation: DescribedOperation, described: Described): fc.Arbitrary<Attempt> {
  const { name: route, body, parameters } = operation;
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const twists = twistsOf(operation);
  return fc
    .record({
      sender: fc.option(fc.nat(30), { freq: 3 }),
      side: fc.oneof({ weight: 6, arbitrary: fc.constant('own' as const) }, fc.constantFrom(...sides)),
      at: fc.nat(1000),
      value: body ? fc.option(valuesOf(body, described.schemas), { freq: 1 }) : fc.constant(null),
      query: fc.tuple(...query.map(({ name, schema }) => fc.option(queryOf(name, schema, described), { freq: 1 }))),
      twists: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: fc.array(twists, { minLength: 1, maxLength: 1 }) },
        { weight: 2, arbitrary: fc.array(twists, { minLength: 2, maxLength: 4 }) },
      ),
    } as const)
    .map(({ value, query: asked, ...rest }) => ({
      ...rest,
      operation: route,
      body: value === null ? { by: 'request' } : { by: 'schema', value },
      twists: [...asked.filter((one) => one !== null), ...(rest.twists as Twist[])],
    }));
}

function queryOf(key: string, schema: Schema, { schemas }: Described): fc.Arbitrary<Twist> {
  const values = key === 'cursor' ? fc.constant(cursorSlot) : valuesOf(schema, schemas, key);
  return values.map((value) => ({ on: 'query', key, value: String(value), isRaw: false }));
}

function twistsOf({ body, parameters, path }: DescribedOperation): fc.Arbitrary<Twist> {
  const always = [
    { weight: 2, arbitrary: headers },
    { weight: 1, arbitrary: methods },
    { weight: 1, arbitrary: paths },
    { weight: 2, arbitrary: tokens },
    { weight: 1, arbitrary: queries(fc.oneof(hostileKey, fc.constantFrom('limit', 'cursor', 'scope', 'from', 'id'))) },
  ];
  const named = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return fc.oneof(
    ...always,
    ...(named.length > 0 ? [{ weight: 6, arbitrary: queries(fc.constantFrom(...named)) }] : []),
    ...(path.includes('{') ? [{ weight: 2, arbitrary: ids }] : []),
    ...(body
      ? [
          { weight: 10, arbitrary: fields },
          { weight: 3, arbitrary: bodies },
        ]
      : [{ weight: 1, arbitrary: bodies }]),
  );
}

const place = fc.nat(100);

const fields: fc.Arbitrary<Twist> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      on: fc.constant('field'),
      how: fc.constant('set'),
      at: place,
      value: hostileValue,
    } as const),
  },
  { weight: 1, arbitrary: fc.record({ on: fc.constant('field'), how: fc.constant('drop'), at: place } as const) },
  {
    weight: 2,
    arbitrary: fc.record({
      on: fc.constant('field'),
      how: fc.constant('add'),
      at: place,
      key: hostileKey,
      value: hostileValue,
    } as const),
  },
);

const bodies: fc.Arbitrary<Twist> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ on: fc.constant('body'), how: fc.constant('replaced'), value: hostileValue } as const),
  },
  {
    weight: 4,
    arbitrary: fc.record({ on: fc.constant('body'), how: fc.constantFrom(...bodyDamages), at: place } as const),
  },
);

function queries(key: fc.Arbitrary<string>): fc.Arbitrary<Twist> {
  const value = fc.oneof(hostileText, fc.constantFrom('', '0', '1', '200', '201', '1e3', '-1', 'true', '2026-01-01'));
  return fc.record({ on: fc.constant('query'), key, value, isRaw: fc.boolean() } as const);
}

const strangeIds = [
  ...[
    'none',
    '%00',
    '%ff',
    '%2e%2e',
    '..',
    '%2F',
    'x'.repeat(199),
    'x'.repeat(201),
    'me',
    'current',
    '%',
    '*',
    '__proto__',
  ],
  ...[
    '01890A5D-A561-7452-B70C-E6B3BEBD1DD0',
    '00000000-0000-0000-0000-000000000000',
    "1' OR '1'='1",
    '1;2',
    '[object Object]',
  ],
];

const ids: fc.Arbitrary<Twist> = fc.record({
  on: fc.constant('id'),
  value: fc.oneof(fc.constantFrom(...strangeIds), hostileText),
  isRaw: fc.boolean(),
} as const);

const paths: fc.Arbitrary<Twist> = fc.record({
  on: fc.constant('path'),
  suffix: fc.constantFrom(
    ...['/', '//', '/..', '/%2e%2e/', '.json', '%20', '%00', ';a=b', '/x', '\\', '%c0%ae', '?', '??', '#x'],
  ),
} as const);

const methods: fc.Arbitrary<Twist> = fc.record({
  on: fc.constant('method'),
  method: fc.constantFrom(
    ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'get'],
  ),
} as const);

const headerValues: Readonly<Record<string, readonly string[]>> = {
  'if-match': [
    '"v1"',
    '"v0"',
    '"v99999999999999999999"',
    'W/"v1"',
    '*',
    'v1',
    '"v1", "v2"',
    '"',
    '""',
    '"v-1"',
    '"v1e3"',
  ],
  'idempotency-key': ['a', 'b', 'c', 'k'.repeat(100), 'k'.repeat(101), '', ' ', '"', '../..', '0'],
  'content-type': [
    ...['application/json; charset=utf-8', 'application/json; charset=utf-16', 'text/plain', 'application/json\t', ''],
    ...['application/problem+json', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'a'],
    ...['APPLICATION/JSON', 'application/json, text/plain', 'application/json;', 'application/json;;=', 'text/csv'],
  ],
  'content-encoding': ['gzip', 'identity', 'deflate', 'br', 'x'],
  accept: ['text/html', 'image/png', '*/*', '', 'application/xml;q=1'],
  'accept-encoding': ['gzip', 'br;q=1.0', 'identity;q=0'],
  'x-csrf-token': ['x', '', 'a'.repeat(43)],
  'x-request-id': ['mine', '\u00ff', 'x'.repeat(500)],
  'x-forwarded-for': ['10.0.0.1', 'x', "'; --", '127.0.0.1, 10.0.0.1'],
  'x-http-method-override': ['DELETE', 'GET'],
  'sec-fetch-site': ['cross-site', 'same-origin', 'none'],
  origin: ['https://elsewhere.example', 'null'],
  cookie: ['localhost-session=x', '__Host-session=x', 'a=b; a=b', '=', 'localhost-session="', 'x'.repeat(4000), '%'],
  range: ['bytes=0-1', 'bytes=-'],
  'if-none-match': ['"v1"', '*'],
  expect: ['100-continue'],
  te: ['trailers'],
  host: ['elsewhere.example', '', 'a b', '127.0.0.1:0'],
};

const headers: fc.Arbitrary<Twist> = fc.oneof(
  ...Object.entries(headerValues).map(([name, values]) =>
    fc.record({
      on: fc.constant('header'),
      name: fc.constant(name),
      value: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(null, ...values) },
        { weight: 1, arbitrary: hostileText },
      ),
    } as const),
  ),
);

const tokens: fc.Arbitrary<Twist> = fc.record({
  on: fc.constant('token'),
  how: fc.constantFrom(...tokenDamages),
  value: fc.oneof(hostileText, fc.constantFrom('A'.repeat(43), `tf1_0123456789ab_${'A'.repeat(43)}`, 'A'.repeat(44))),
} as const);

/** Returns each operation with a valid request by a permitted sender, so that records of every kind exist. */
export function validAttempts(operations: readonly string[], places: readonly number[]): Attempt[] {
  return places.flatMap((at) =>
    operations.map((operation) => ({
      operation,
      sender: null,
      side: 'own',
      at,
      body: { by: 'request' },
      twists: [],
    })),
  );
}

/**
 * Returns naughty strings for every field that takes text: each request has another one in each field. Free texts come
 * first, because they may be kept. `share` is the part of the requests: 8 for an eighth.
 */
export function naughtyAttempts(described: Described, share: number): Attempt[] {
  const rounds = described.operations.flatMap((operation) => {
    const texts = described.textFieldsOf(operation);
    const free = texts.filter(({ isFree }) => isFree);
    return [free, ...(free.length < texts.length ? [texts] : [])]
      .filter((fields) => fields.length > 0)
      .map((fields) => ({ operation, fields }));
  });
  // String by string, so that the slow operations do not come all at once. Each is about another record than the one
  // before, because writers of one complaint wait for each other.
  return naughty
    .flatMap((_, index) =>
      rounds.filter((__, round) => (index + round) % share === 0).map((round) => ({ ...round, index })),
    )
    .map(({ operation, fields, index }, at) => naughtyAttempt(operation, fields, index, index + 2 * at));
}

function naughtyAttempt(
  { name }: DescribedOperation,
  fields: readonly TextField[],
  index: number,
  at: number,
): Attempt {
  const step = Math.floor(naughty.length / fields.length);
  const twists = fields.map(({ steps }, place): Twist => {
    const value = naughty[(index + place * step) % naughty.length] ?? '';
    return { on: 'field', how: 'set', at: steps, value };
  });
  return { operation: name, sender: null, side: 'own', at, body: { by: 'request' }, twists };
}
