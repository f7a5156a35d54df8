import { Agent, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { isChangedByPost } from './changes.js';

export type Headers = Readonly<Record<string, string>>;

export type Json = Readonly<Record<string, unknown>>;

/** Received answer. `body` is null without JSON. */
export interface Answer<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
  readonly etag: string;
}

/**
 * Sends requests as an account or anonymously. Paths are below /api/v1, unless they begin with the URL of the server.
 */
export class Client {
  constructor(
    private readonly url: string,
    private readonly headers: Headers,
  ) {}

  get<Body = Json>(path: string, headers: Headers = {}): Promise<Answer<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  post<Body = Json>(path: string, body?: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.send('POST', path, body, headers);
  }

  put<Body = Json>(path: string, body?: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.send('PUT', path, body, headers);
  }

  /** Sends a change of a record by the method of its path: POST to a verb, PUT to a noun. */
  change<Body = Json>(path: string, body?: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.send(isChangedByPost(path) ? 'POST' : 'PUT', path, body, headers);
  }

  delete<Body = Json>(path: string, body?: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.send('DELETE', path, body, headers);
  }

  /** An object is sent as JSON, and text and bytes unchanged. A `content-type` of the headers goes before the usual one. */
  async send<Body = Json>(method: string, path: string, body: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const {
      status,
      headers: found,
      text,
    } = await sent(
      new URL(path.startsWith(this.url) ? path : `${this.url}/api/v1${path}`),
      method,
      { ...(body === undefined ? {} : { 'content-type': typeOf(body) }), ...this.headers, ...headers },
      body === undefined ? null : isRaw ? body : JSON.stringify(body),
    );
    return {
      status,
      headers: found,
      body: (text !== '' && /json/.test(found['content-type'] ?? '') ? JSON.parse(text) : null) as Body,
      text,
      etag: found['etag'] ?? '',
    };
  }
}

function typeOf(body: unknown): string {
  return body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
}

/** Persistent connections. One that nobody uses is closed well before the server closes it. */
const agent = new Agent({ keepAlive: true, timeout: 4000 });

const usual: Headers = {
  accept: '*/*',
  'accept-language': '*',
  'sec-fetch-mode': 'cors',
  'user-agent': 'node',
  'accept-encoding': 'gzip, deflate',
};

/** Sends a request and reads its answer as `fetch` does, in a fifth of its time. Redirects are not followed. */
function sent(
  url: URL,
  method: string,
  headers: Headers,
  body: string | Uint8Array | null,
): Promise<Pick<Answer, 'status' | 'headers' | 'text'>> {
  const length = body === null && !['POST', 'PUT'].includes(method) ? {} : { 'content-length': lengthOf(body) };
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => {
      reject(new TypeError('fetch failed', { cause }));
    };
    request(url, { agent, method, headers: { ...usual, ...headers, ...length } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () => {
        const found = headersIn(response.rawHeaders);
        const text = new TextDecoder().decode(decoded(Buffer.concat(parts), found['content-encoding']));
        resolve({ status: response.statusCode ?? 0, headers: found, text });
      });
    })
      .on('error', fail)
      .end(body ?? undefined);
  });
}

function lengthOf(body: string | Uint8Array | null): number {
  return body === null ? 0 : Buffer.byteLength(body);
}

function decoded(bytes: Buffer, encoding: string | undefined): Buffer {
  if (bytes.length === 0) return bytes;
  if (encoding === 'gzip') return gunzipSync(bytes);
  return encoding === 'br' ? brotliDecompressSync(bytes) : bytes;
}

function headersIn(raw: readonly string[]): Headers {
  const found = new Map<string, string>();
  for (let at = 0; at < raw.length; at += 2) {
    const [name, value] = [(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? ''];
    const before = name === 'set-cookie' ? undefined : found.get(name);
    found.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Headers that differ in each answer: request id, time, connection and remaining requests. */
const passing = ['x-request-id', 'date', 'connection', 'keep-alive', 'ratelimit'];

/** Returns the comparable content of an answer. */
export function comparableContent({ status, headers, text }: Answer<unknown>): object {
  const told = Object.entries(headers).filter(([name]) => !passing.includes(name));
  return { status, headers: told.sort(), text };
}

/** Returns the answers to that many concurrent requests. */
export function atOnce<T>(count: number, send: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => send(index)));
}
