import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aTip, Given } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { requestUndecoded, type Undecoded } from './undecoded.js';

/* Pages and documents are compressed. Responses of the API are not, because they hold secrets beside text of other authors. */

let tracker: Tracker;

beforeAll(async () => {
  tracker = await startTracker();
});
afterAll(() => tracker.close());

function send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Undecoded> {
  return requestUndecoded(`${tracker.url}${path}`, headers, method);
}

const document = '/api/v1/openapi.json';
const texts = [
  document,
  '/docs',
  '/docs/reference.js',
  '/docs/swagger-ui-bundle.js',
  '/docs/swagger-ui.css',
  '/sign-in',
  '/welcome',
  '/welcome/sign-in.js',
];

describe('a page or a document', () => {
  it.each(texts)('%s has the same content in each coding, with a distinct ETag', async (path) => {
    const plain = await send(path);
    const gzip = await send(path, { 'accept-encoding': 'gzip' });
    const brotli = await send(path, { 'accept-encoding': 'gzip, deflate, br, zstd' });

    expect([plain, gzip, brotli].map(({ status, headers }) => [status, headers['content-encoding']])).toEqual([
      [200, undefined],
      [200, 'gzip'],
      [200, 'br'],
    ]);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true);
    expect(new Set([plain, gzip, brotli].map(({ headers }) => headers['etag'])).size).toBe(3);
    for (const { headers, bytes } of [plain, gzip, brotli]) {
      expect(headers).toMatchObject({ vary: 'accept-encoding', 'content-length': `${bytes.length}` });
      expect(headers['etag']).toMatch(/^"[\w-]{22}"$/);
      expect(headers['content-type']).toBe(plain.headers['content-type']);
      expect(headers['content-security-policy']).toBe(plain.headers['content-security-policy']);
      expect(headers['cache-control']).toBe('no-cache');
    }
  });

  it('returns 304 to a client that has it in that coding', async () => {
    const first = await send(document, { 'accept-encoding': 'br' });
    const etag = String(first.headers['etag']);

    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, headers, bytes } = await send(document, { 'accept-encoding': 'br', 'if-none-match': known });
      expect({ known, status, length: bytes.length }).toEqual({ known, status: 304, length: 0 });
      expect(headers).toMatchObject({ etag, vary: 'accept-encoding', 'cache-control': 'no-cache' });
      expect(headers['content-encoding']).toBeUndefined();
    }
    expect((await send(document, { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(200);
    expect((await send(document, { 'accept-encoding': 'br', 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    ['identity', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['br;q=0, gzip', 'gzip'],
    ['gzip, *;q=0', 'gzip'],
    ['gzip;q=0.8, br;q=0.2', 'gzip'],
    ['*', 'br'],
    ['compress, nonsense', undefined],
    [',;q=', undefined],
  ])('for %j has the coding %s', async (accepted, coding) => {
    const { status, headers } = await send('/docs', { 'accept-encoding': accepted });

    expect([status, headers['content-encoding']]).toEqual([200, coding]);
  });

  it('has the length of the GET response in a HEAD response', async () => {
    const headers = { 'accept-encoding': 'br' };
    const [got, asked] = [await send('/docs', headers), await send('/docs', headers, 'HEAD')];

    expect(asked.headers['content-length']).toBe(`${got.bytes.length}`);
    expect(asked.headers['content-encoding']).toBe('br');
    expect(asked.bytes).toHaveLength(0);
  });

  it('is small: the API document is under 150 KB for browsers, and is the committed one without white space', async () => {
    const plain = await send(document);
    const sizeIn = async (coding: string): Promise<number> =>
      (await send(document, { 'accept-encoding': coding })).bytes.length;

    // Each browser takes Brotli.
    expect(await sizeIn('br')).toBeLessThan(150_000);
    expect(await sizeIn('gzip')).toBeLessThan(210_000);
    const committed = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as unknown;
    expect(plain.bytes.toString()).toBe(JSON.stringify(committed));
  });

  it('that is an image is sent uncompressed', async () => {
    const { headers } = await send('/docs/favicon-32x32.png', { 'accept-encoding': 'br' });

    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['content-type']).toBe('image/png');
  });
});

describe('a response of the API', () => {
  it('is never compressed: a list, a problem, a session, a probe', async () => {
    const account = await new Given(tracker).account();
    await tracker.as(account).post('/complaints', aTip);
    const asked = { 'accept-encoding': 'gzip, br' };
    const answers = [
      await send('/api/v1/complaints', { ...asked, authorization: `Bearer ${account.token}` }),
      await send('/api/v1/sessions/current', { ...asked, authorization: `Bearer ${account.token}` }),
      await send('/api/v1/complaints', asked),
      await send('/health/ready', asked),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 200]);
    expect(answers.filter(({ headers }) => headers['content-encoding'] !== undefined)).toEqual([]);
  });
});
