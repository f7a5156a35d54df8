import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Headers } from '../support/client.js';
import { aTip, Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sendRaw, type RawAnswer } from '../support/raw.js';
import { canary, expectRefusal } from '../support/refusals.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let investigator: GivenAccount;

beforeAll(async () => {
  tracker = await sharedTracker();
  investigator = await new Given(tracker).account();
});
afterAll(() => tracker.close());

const text = JSON.stringify({ ...aTip, narrative: canary });
const nested = (depth: number): string => text.replace(`"${canary}"`, '['.repeat(depth) + ']'.repeat(depth));

function post(body: string | Buffer, headers: Headers = {}): Promise<Answer> {
  return tracker.as(investigator).post('/complaints', body, headers);
}

function byHand(fields: readonly string[], ...body: (string | Buffer)[]): Promise<RawAnswer> {
  const own = ['host: localhost', `authorization: Bearer ${investigator.token}`, 'connection: close'];
  const head = ['POST /api/v1/complaints HTTP/1.1', ...own, ...fields];
  return sendRaw(tracker.url, `${head.join('\r\n')}\r\n\r\n`, ...body);
}

type Wrong = readonly [what: string, status: number, pointer: string | null, send: () => Promise<Answer | RawAnswer>];

const json = 'content-type: application/json';
const megabytes = Buffer.from(text.replace(canary, canary.padEnd(2_000_000, 'x')));
const inChunks = [`${megabytes.length.toString(16)}\r\n`, megabytes, '\r\n0\r\n\r\n'];
const packed = { 'content-encoding': 'gzip' };

const bodies: Wrong[] = [
  ['nothing', 400, null, () => post('')],
  ['no JSON', 400, null, () => post(`{"narrative": ${canary}}`)],
  ['JSON that is no object', 422, '#', () => post(`["${canary}"]`)],
  ['NUL', 400, '#/narrative', () => post(text.replace(canary, `${canary}\\u0000`))],
  ['half a character', 400, '#/narrative', () => post(text.replace(canary, `${canary}\\ud800`))],
  ['__proto__', 400, '#/__proto__', () => post(text.replace('{', `{"__proto__":{"${canary}":true},`))],
  [
    '__proto__ in a part',
    400,
    '#/jurisdiction/__proto__',
    () => post(text.replace('{"state', '{"__proto__":1,"state')),
  ],
  ['a key twice', 400, '#/source', () => post(text.replace('{', `{"source":"${canary}",`))],
  ['5,000 levels', 400, null, () => post(nested(5000))],
  ['20,000 levels', 400, null, () => post(nested(20_000))],
  [
    'invalid UTF-8',
    400,
    null,
    () => post(Buffer.from(text.replace(canary, `${canary}ÿ`), 'latin1'), type('application/json')),
  ],
  ['UTF-16', 400, null, () => post(Buffer.from(text, 'utf16le'), type('application/json'))],
  [
    'UTF-16 that says so',
    415,
    null,
    () => post(Buffer.from(text, 'utf16le'), type('application/json; charset=utf-16')),
  ],
  ['a byte order mark', 400, null, () => post(Buffer.from(`\ufeff${text}`), type('application/json'))],
  ['a form', 415, null, () => post(`narrative=${canary}`, type('application/x-www-form-urlencoded'))],
  ['a form with files', 415, null, () => post(text, type(`multipart/form-data; boundary=${canary}`))],
  ['plain text', 415, null, () => post(text, type('text/plain'))],
  ['no type', 415, null, () => byHand([`content-length: ${text.length}`], text)],
  ['something packed', 415, null, () => post(text, packed)],
  ['2 MB', 413, null, () => byHand([json, `content-length: ${megabytes.length}`], megabytes)],
  ['2 MB in chunks', 413, null, () => byHand([json, 'transfer-encoding: chunked'], ...inChunks)],
];

const requests: Wrong[] = [
  ['two lengths', 400, null, () => byHand([json, 'content-length: 5', `content-length: ${text.length}`], text)],
  [
    'a length and chunks',
    400,
    null,
    () => byHand([json, 'transfer-encoding: chunked', `content-length: ${text.length}`], text),
  ],
  ['a header of 20 KB', 431, null, () => byHand([json, `x-long: ${canary.padEnd(20_000, 'x')}`], text)],
  ['a header with a broken line', 400, null, () => byHand([json, `x-${canary}\x01: 1`], text)],
  ['no HTTP', 400, null, () => sendRaw(tracker.url, `${canary} ${canary}\r\n\r\n`)],
  ['a path that is not percent-encoded', 400, null, () => sendRaw(tracker.url, get(`/api/v1/complaints/%ff${canary}`))],
  ['no host', 400, null, () => sendRaw(tracker.url, 'GET /api/v1/complaints HTTP/1.1\r\nconnection: close\r\n\r\n')],
];

function type(contentType: string): Headers {
  return { 'content-type': contentType };
}

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`;
}

describe.each([
  ['body', bodies],
  ['request', requests],
])('a %s of', (_, wrongs) => {
  it.each(wrongs)('%s is answered %i at %s', (_what, status, pointer, send) =>
    expectRefusal(tracker, send, status, pointer),
  );
});

describe('a request over a socket', () => {
  it('with the valid body is accepted', async () => {
    expect(await byHand([json, `content-length: ${text.length}`], text)).toMatchObject({ status: 201 });
  });

  it('leaves the prototype of all objects unchanged', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(canary in {}).toBe(false);
  });
});
