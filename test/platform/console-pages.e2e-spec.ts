import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtFiles, writeConsoleBuild } from '../support/console-build.js';
import { sharedTracker, startTracker, type Tracker } from '../support/tracker.js';
import { requestUndecoded, type Undecoded } from './undecoded.js';

let tracker: Tracker;

beforeAll(async () => {
  tracker = await sharedTracker();
});
afterAll(() => tracker.close());

function send(
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', to = tracker } = {},
): Promise<Undecoded> {
  return requestUndecoded(`${to.url}${path}`, headers, method);
}

const opening = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const index = builtFiles['index.html'];

describe('the address /', () => {
  it('leads to the console', async () => {
    expect(await send('/')).toMatchObject({ status: 302, headers: { location: 'app/' } });
    expect(await send('/app')).toMatchObject({ status: 302, headers: { location: 'app/' } });
  });

  it.each([
    ['no console was built', new URL('../../test-results/no-console/', import.meta.url)],
    ['its build is incomplete', null],
  ])('leads to the reference if %s', async (_, folder) => {
    const other = await startTracker({ console: folder ?? (await writeConsoleBuild({ isComplete: false })) });
    try {
      expect(await send('/', {}, { to: other })).toMatchObject({ status: 302, headers: { location: 'docs' } });
      expect(await send('/app/', opening, { to: other })).toMatchObject({ status: 404 });
      expect(await send('/docs', opening, { to: other })).toMatchObject({ status: 200 });
    } finally {
      await other.close();
    }
  });
});

describe('a file of the console', () => {
  it.each([
    ['', 'text/html; charset=utf-8'],
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/index-B1c2D3-_.js', 'text/javascript; charset=utf-8'],
    ['assets/index-A9b8C7d6.css', 'text/css; charset=utf-8'],
    ['assets/icon-Zz00yyXX.svg', 'image/svg+xml'],
    ['assets/PublicSans-Ww11xx22.woff2', 'font/woff2'],
    ['robots.txt', 'application/octet-stream'],
  ])('%j has its content and type', async (name, type) => {
    const { status, headers, bytes } = await send(`/app/${name}`);

    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(bytes.toString()).toBe(builtFiles[(name || 'index.html') as keyof typeof builtFiles]);
  });

  it.each(['', 'assets/index-B1c2D3-_.js', 'assets/index-A9b8C7d6.css', 'assets/icon-Zz00yyXX.svg'])(
    '%j is sent in the form that the build compressed',
    async (name) => {
      const plain = await send(`/app/${name}`);
      const gzip = await send(`/app/${name}`, { 'accept-encoding': 'gzip' });
      const brotli = await send(`/app/${name}`, { 'accept-encoding': 'gzip, deflate, br, zstd' });

      expect([plain, gzip, brotli].map(({ headers }) => headers['content-encoding'])).toEqual([
        undefined,
        'gzip',
        'br',
      ]);
      expect([plain, gzip, brotli].map(({ headers }) => headers['vary'])).toEqual(Array(3).fill('accept-encoding'));
      expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
      expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true);
      expect(new Set([plain, gzip, brotli].map(({ headers }) => headers['etag'])).size).toBe(3);
    },
  );

  it('is the very file of the build in each coding', async () => {
    const folder = await writeConsoleBuild();
    const { writeFile } = await import('node:fs/promises');
    await writeFile(new URL('index.html.br', folder), 'the form of the build');
    const other = await startTracker({ console: folder });
    try {
      const { bytes } = await send('/app/', { 'accept-encoding': 'br' }, { to: other });

      expect(bytes.toString()).toBe('the form of the build');
    } finally {
      await other.close();
    }
  });

  it('that is a font is sent as it is', async () => {
    const { headers } = await send('/app/assets/PublicSans-Ww11xx22.woff2', { 'accept-encoding': 'br, gzip' });

    expect([headers['content-encoding'], headers['vary']]).toEqual([undefined, undefined]);
  });

  it('is cached for good with a hash in its name, and asked for again without', async () => {
    const names = ['', 'robots.txt', 'assets/index-B1c2D3-_.js', 'assets/PublicSans-Ww11xx22.woff2'];
    const sent = await Promise.all(names.map((name) => send(`/app/${name}`)));

    const forGood = 'public, max-age=31536000, immutable';
    expect(sent.map(({ headers }) => headers['cache-control'])).toEqual(['no-cache', 'no-cache', forGood, forGood]);
  });

  it('is 304 for a browser that has it', async () => {
    const { headers } = await send('/app/', { 'accept-encoding': 'br' });
    const again = await send('/app/', { 'accept-encoding': 'br', 'if-none-match': String(headers['etag']) });

    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect(again.headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'accept-encoding' });
  });

  it('has no body in a HEAD response', async () => {
    const [got, asked] = [await send('/app/', {}), await send('/app/', {}, { method: 'HEAD' })];

    expect([asked.status, asked.headers['content-length'], asked.bytes.length]).toEqual([
      200,
      `${got.bytes.length}`,
      0,
    ]);
  });

  it('permits its own scripts, no inline script, and no markup from text', async () => {
    for (const name of ['', 'assets/index-B1c2D3-_.js', 'assets/icon-Zz00yyXX.svg']) {
      const policy = String((await send(`/app/${name}`)).headers['content-security-policy']);
      expect(policy.split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]);
    }
  });
});

describe('an address of a screen', () => {
  it.each(['queue', 'complaints/0196b3d0-7c1e-7000-8000-000000000001', 'queue?view=mine', 'assets/gone-B1c2D3-_.js'])(
    '/app/%s shows the index to a browser that opens it',
    async (address) => {
      const { status, headers, bytes } = await send(`/app/${address}`, opening);

      expect([status, bytes.toString(), headers['cache-control']]).toEqual([200, index, 'no-cache']);
    },
  );

  it.each([
    {},
    { accept: '*/*' },
    { accept: 'application/json' },
    { accept: 'text/html;q=0, */*' },
    { accept: 'image/*' },
  ])('is a 404 for a request that does not open a page: %j', async (headers: Record<string, string>) => {
    for (const address of ['queue', 'assets/gone-B1c2D3-_.js']) {
      const answer = await send(`/app/${address}`, headers);
      expect({ address, status: answer.status, type: answer.headers['content-type'] }).toEqual({
        address,
        status: 404,
        type: 'application/problem+json',
      });
    }
  });

  it.each([
    '.built',
    'index.html.br',
    'index.html.gz',
    '..%2f..%2fpackage.json',
    '..%5c..%5cpackage.json',
    'assets',
    'assets/',
    'toString',
    '__proto__',
    'constructor',
    '/etc/passwd',
    'index.html/',
    'INDEX.HTML',
  ])('that is no file of the build is no file: %s', async (name) => {
    expect((await send(`/app/${name}`)).status).toBe(404);
    expect((await send(`/app/${name}`, opening)).bytes.toString()).toBe(index);
  });
});
