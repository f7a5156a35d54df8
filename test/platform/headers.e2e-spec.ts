import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scimRoutes } from '../organization/provisioning-fixtures.js';
import type { Answer, Headers } from '../support/client.js';
import { aTip, Given, type GivenAccount } from '../support/given.js';
import { missingIds } from '../support/fixtures.js';
import { sendRaw, type RawAnswer } from '../support/raw.js';
import { validRequests } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let investigator: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker({ config: { PUBLIC_URL: 'https://tracker.example.gov' } });
  investigator = await new Given(tracker).account();
});
afterAll(() => tracker.close());

const closed = {
  'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'cache-control': 'no-store',
};
const everywhere = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringMatching(/^(\w[\w-]*=\((self)?\)(, )?)+$/),
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const raw = (text: string) => (): Promise<RawAnswer> => sendRaw(tracker.url, text);
const get =
  (path: string, headers: Headers = {}) =>
  (): Promise<Answer> =>
    tracker.as(investigator).get(`${tracker.url}${path}`, headers);

type Kind = readonly [what: string, status: number, send: () => Promise<Answer | RawAnswer>];

const answers: readonly Kind[] = [
  ['something read', 200, get('/api/v1/complaints')],
  ['something made', 201, () => tracker.as(investigator).post('/complaints', aTip)],
  [
    'nothing to say',
    204,
    () => new Given(tracker).account().then((one) => tracker.as(one).delete('/sessions/current')),
  ],
  ['the way to the console', 302, get('/')],
  ['a probe', 200, get('/health/ready')],
  ['nobody', 401, () => tracker.anonymous().get('/complaints')],
  ['a refusal', 403, get('/api/v1/accounts')],
  ['what is not there', 404, get(`/api/v1/complaints/${missingIds().complaint}`)],
  ['no path', 404, get('/nothing')],
  ['a wrong method', 405, () => tracker.as(investigator).put('/complaints', {})],
  ['too much', 413, () => tracker.as(investigator).post('/complaints', ' '.repeat(70_000))],
  ['no JSON', 415, () => tracker.as(investigator).post('/complaints', 'a', { 'content-type': 'text/plain' })],
  ['wrong input', 422, () => tracker.as(investigator).post('/complaints', {})],
  ['a path that is none', 400, raw('GET /%ff HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')],
  [
    'an endless id',
    404,
    raw(`GET /api/v1/complaints/${'a'.repeat(300)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`),
  ],
  [
    'an expectation that is not known',
    417,
    raw('GET / HTTP/1.1\r\nhost: localhost\r\nexpect: a-miracle\r\nconnection: close\r\n\r\n'),
  ],
  ['two hosts', 400, raw('GET / HTTP/1.1\r\nhost: localhost\r\nHost: localhost\r\nconnection: close\r\n\r\n')],
  ['no host', 400, raw('GET / HTTP/1.1\r\nconnection: close\r\n\r\n')],
  ['no HTTP', 400, raw('hello\r\n\r\n')],
  ['a header without end', 431, raw(`GET / HTTP/1.1\r\nhost: localhost\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`)],
];

describe('every response', () => {
  it.each(answers)('carries the security headers of the API: %s, %i', async (_, status, send) => {
    const answer = await send();

    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ ...everywhere, ...closed });
    expectNothingTold(answer.headers);
  });

  it('carries them on each route, for any caller', async () => {
    for (const { method, path } of tracker.routes) {
      const right = validRequests[`${method === 'HEAD' ? 'GET' : method} ${path}`];
      const filled = right?.path?.(missingIds()) ?? path.replace(':id', missingIds().complaint);
      const { headers } = await tracker.anonymous().send(method, `${tracker.url}${filled}`, undefined);
      expect({ path, headers }).toMatchObject({ path, headers: everywhere });
      expectNothingTold(headers);
    }
  });

  it('carries each header once, with the pages’ own policy on pages', async () => {
    for (const path of [
      '/docs',
      '/docs/reference.css',
      '/welcome',
      '/welcome/welcome.js',
      '/api/v1/openapi.json',
      '/%ff',
    ]) {
      const head = await headOf(path);
      const names = head.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
      expect({ path, twice: names.filter((name, at) => names.indexOf(name) !== at) }).toEqual({ path, twice: [] });
      const policies = head.filter((line) => /^content-security-policy:/i.test(line));
      expect(policies).toEqual([expect.stringContaining("frame-ancestors 'none'")]);
      if (/^\/(docs|welcome)/.test(path)) {
        expect(policies).toEqual([expect.stringContaining("script-src 'self'")]);
        expect(head).toContainEqual(expect.stringMatching(/^cache-control: no-cache$/i));
      }
    }
  });

  it('carries them when the database rejects everything', async () => {
    await tracker.sql(
      `ALTER ROLE tracker_app IN DATABASE ${tracker.database.name} SET default_transaction_read_only = on`,
    );
    try {
      await tracker.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'tracker_app'`,
      );
      const answer = await tracker.as(investigator).post('/complaints', aTip);

      expect(answer.status).toBe(503);
      expect(answer.headers).toMatchObject({ ...everywhere, ...closed });
    } finally {
      await tracker.sql(`ALTER ROLE tracker_app IN DATABASE ${tracker.database.name} RESET ALL`);
      await tracker.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'tracker_app'`,
      );
    }
  });

  it('to a sign-out clears the browser’s storage, and leaves the cached page files', async () => {
    const answer = await tracker.as(await new Given(tracker).account()).delete('/sessions/current');

    expect(answer.headers['clear-site-data']).toBe('"storage"');
  });
});

describe('another origin', () => {
  it.each(['https://elsewhere.example', 'null', 'https://tracker.example.gov'])(
    '%s gets no CORS header from any route',
    async (origin) => {
      for (const { method, path } of tracker.routes) {
        const filled = `${tracker.url}${path.replace(':id', missingIds().complaint)}`;
        const asked = await tracker.as(investigator).send(method, filled, undefined, { origin });
        expectNothingTold(asked.headers);
      }
    },
  );

  it.each(['cross-site', 'same-site', 'anything'])('is refused every change, sign-in included: %s', async (site) => {
    const changes = tracker.routes.filter(({ method }) => ['POST', 'PUT', 'DELETE', 'PATCH'].includes(method));

    for (const { method, path } of changes) {
      const filled = `${tracker.url}${path.replace(':id', missingIds().complaint)}`;
      const { status, body } = await tracker.anonymous().send(method, filled, {}, { 'sec-fetch-site': site });
      const refusal = scimRoutes.includes(`${method} ${path}`)
        ? { status: '403', detail: expect.stringContaining('did not come from a page of the tracker') }
        : { type: '/problems/csrf-rejected' };
      expect({ method, path, status, body }).toMatchObject({ status: 403, body: refusal });
    }
    expect(changes.map(({ method, path }) => `${method} ${path}`)).toContain('POST /api/v1/sessions');
  });

  it('gets no answer to a preflight on any route', async () => {
    for (const path of new Set([...tracker.routes.map((route) => route.path), '/nothing'])) {
      const answer = await tracker
        .anonymous()
        .send('OPTIONS', `${tracker.url}${path.replace(':id', missingIds().complaint)}`, undefined, {
          origin: 'https://elsewhere.example',
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'authorization, content-type',
        });
      expect({ path, status: answer.status }).toEqual({ path, status: path === '/nothing' ? 404 : 405 });
      expectNothingTold(answer.headers);
    }
  });
});

describe('a method', () => {
  it.each(['TRACE', 'PATCH', 'OPTIONS', 'PROPFIND', 'QUERY', 'get', 'BREW'])(
    '%s is rejected on each path',
    async (method) => {
      for (const path of new Set(tracker.routes.map((route) => route.path))) {
        // Only a user of SCIM has that method.
        if (method === 'PATCH' && path.startsWith('/api/v1/scim/Users/')) continue;
        const filled = path.replace(':id', missingIds().complaint);
        const { status, text } = await sendRaw(
          tracker.url,
          `${method} ${filled} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
        );
        expect({ path, status: [400, 404, 405].includes(status) }).toEqual({ path, status: true });
        expect(text).toMatch(/\/problems\/|urn:ietf:params:scim:api:messages:2\.0:Error/);
      }
    },
  );
});

function expectNothingTold(headers: Headers): void {
  const names = Object.keys(headers);
  expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
  expect(names.filter((name) => ['server', 'x-powered-by', 'via'].includes(name))).toEqual([]);
}

function headOf(path: string): Promise<string[]> {
  const { hostname, port } = new URL(tracker.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    });
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve((Buffer.concat(received).toString('latin1').split('\r\n\r\n')[0] ?? '').split('\r\n').slice(1));
    });
  });
}
