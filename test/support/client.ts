import { isChangedByPost } from './changes.js';

/** Headers that a test sends, in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** JSON of any shape. A test that needs types names the view: `get<ComplaintView>(path)`. */
export type Json = Readonly<Record<string, unknown>>;

/** Received answer. `body` is null without JSON. */
export interface Answer<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
  /** Value for `if-match`, or empty without one. */
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

  /** An object is sent as JSON, and text and bytes unchanged with their `content-type`. */
  async send<Body = Json>(method: string, path: string, body: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(path.startsWith(this.url) ? path : `${this.url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const found = Object.fromEntries(response.headers.entries());
    return {
      status: response.status,
      headers: found,
      body: (text !== '' && /json/.test(found['content-type'] ?? '') ? JSON.parse(text) : null) as Body,
      text,
      etag: found['etag'] ?? '',
    };
  }
}

/** Headers that differ in each answer: request id, time, connection and remaining requests. */
const passing = ['x-request-id', 'date', 'connection', 'keep-alive', 'ratelimit'];

/** Returns the comparable content of an answer. */
export function tellingOf({ status, headers, text }: Answer<unknown>): object {
  const told = Object.entries(headers).filter(([name]) => !passing.includes(name));
  return { status, headers: told.sort(), text };
}

/** Returns the answers to that many concurrent requests. */
export function atOnce<T>(times: number, send: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => send(index)));
}
