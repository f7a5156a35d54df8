import { Agent, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { sendRaw } from '../support/raw.js';
import type { Rendered } from './rendering.js';

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends requests over persistent connections, and malformed ones over their own sockets. */
export class Sending {
  private readonly agent: Agent;
  private readonly target: URL;

  constructor(
    private readonly url: string,
    atATime: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: atATime });
    this.target = new URL(url);
  }

  async send(rendered: Rendered): Promise<Received> {
    if (!isOrdinary(rendered)) return final(await sendRaw(this.url, ...bytesOf(rendered)));
    try {
      return await this.sendByClient(rendered);
    } catch (fault) {
      // The server closes a connection after a number of requests, at any time for the client.
      if ((fault as NodeJS.ErrnoException).code !== 'ECONNRESET') throw fault;
      return this.sendByClient(rendered);
    }
  }

  end(): void {
    this.agent.destroy();
  }

  private sendByClient({ method, path, headers, body }: Rendered): Promise<Received> {
    const { hostname: host, port } = this.target;
    const fields = withFrame(method, headers, body, this.target.host);
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, host, port, method, path, headers: fields.flat(), timeout: 20_000 };
      const sent = request(options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const found = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
          const { 'content-encoding': encoding, ...fields } = Object.fromEntries(found) as Received['headers'];
          const bytes = Buffer.concat(parts);
          const text = (encoding === undefined ? bytes : decoded(bytes, encoding)).toString();
          resolve({ status: response.statusCode ?? 0, headers: fields, text });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('No answer came within 20 s.')));
      sent.on('error', reject);
      sent.end(body ?? undefined);
    });
  }
}

/** Returns a command that repeats the request, without the token of the sender. */
export function commandFor({ method, path, headers, body, sender, token }: Rendered): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const shown = headers.map(([name, value]) => {
    const field = `${name}: ${value}`;
    return token === null ? quoted(field) : quoted(field).replaceAll(token, `'"$TOKEN"'`);
  });
  const fields = shown.map((field) => ` -H ${field}`).join('');
  const call = `curl -sSi --path-as-is -X ${quoted(method)} "$URL"${quoted(path)}${fields}`;
  const who = `# as ${sender.name}\n`;
  if (!body) return who + call;
  const text = body.toString();
  if (Buffer.from(text).equals(body) && !text.includes('\u0000')) return `${who}${call} --data-binary ${quoted(text)}`;
  return `${who}echo ${body.toString('base64')} | base64 -d | ${call} --data-binary @-`;
}

function decoded(bytes: Buffer, encoding: string): Buffer {
  if (bytes.length === 0) return bytes;
  return encoding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes);
}

/** Returns the single answer received over a socket, without a preceding `100 Continue` or later data. */
function final({ status, headers, text }: Received): Received {
  const next = /^HTTP\/1\.1 (\d{3})[^\r]*\r\n/.exec(text);
  if (status >= 200 || !next) {
    const length = Number(headers['content-length']);
    return { status, headers, text: Number.isNaN(length) ? text : text.slice(0, length) };
  }
  const end = text.indexOf('\r\n\r\n');
  const lines = text.slice(next[0].length, end).split('\r\n');
  const fields = lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  return final({
    status: Number(next[1]),
    headers: Object.fromEntries(fields) as Received['headers'],
    text: text.slice(end + 4),
  });
}

/** Maximum header bytes that the server parses. Beyond it every response has a body, even to HEAD. */
const maxParsedHeaderBytes = 16_000;

function isOrdinary({ method, path, headers }: Rendered): boolean {
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, path.length);
  return (
    size < maxParsedHeaderBytes &&
    /^[A-Z]+$/.test(method) &&
    /^[\x21-\x7e]+$/.test(path) &&
    headers.every(([name, value]) => name !== 'expect' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value))
  );
}

function withFrame(
  method: string,
  headers: Rendered['headers'],
  body: Buffer | null,
  host: string,
): (readonly [string, string])[] {
  const has = (name: string): boolean => headers.some(([present]) => present === name);
  return [
    ...(has('host') ? [] : [['host', host] as const]),
    ...headers,
    ...(body || !/^(?:GET|HEAD)$/.test(method) ? [['content-length', String(body?.length ?? 0)] as const] : []),
  ];
}

function bytesOf({ method, path, headers, body }: Rendered): Buffer[] {
  const fields = withFrame(method, [...headers, ['connection', 'close']], body, 'localhost');
  const lines = [`${method} ${path} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  return [Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), ...(body ? [body] : [])];
}
