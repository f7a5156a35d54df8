import { isChangedByPost } from './changes.js';

/** Something a test sends besides the path: header fields in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** JSON of any shape. A test that wants more of it names the view: `get<ComplaintView>(path)`. */
export type Json = Readonly<Record<string, unknown>>;

/** What came back. `body` is null where there is none or it is no JSON. */
export interface Answer<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
  /** Ready for `if-match`; empty when there is none. */
  readonly etag: string;
}

/** Sends requests as somebody, or as nobody. Paths stand below /api/v1; one that begins with the server's URL is taken whole. */
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

  /** Sends a change of a record by the method that its path takes: POST to a verb, PUT to a noun. */
  change<Body = Json>(path: string, body?: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.send(isChangedByPost(path) ? 'POST' : 'PUT', path, body, headers);
  }

  delete<Body = Json>(path: string, body?: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.send('DELETE', path, body, headers);
  }

  /** An object is sent as JSON; text and bytes go as they are, as whatever `content-type` says. */
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

/** What differs from answer to answer, whatever is answered: the request's own id, the time, the socket, and requests left. */
const passing = ['x-request-id', 'date', 'connection', 'keep-alive', 'ratelimit'];

/** What an answer tells, byte for byte. */
export function tellingOf({ status, headers, text }: Answer<unknown>): object {
  const told = Object.entries(headers).filter(([name]) => !passing.includes(name));
  return { status, headers: told.sort(), text };
}

/** The answers to as many requests at once. */
export function atOnce<T>(times: number, send: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => send(index)));
}
