import { connect } from 'node:net';
import type { Headers } from './client.js';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends raw bytes, which no HTTP client would send, and reads until the other side closes. */
export function sendRaw(url: string, ...parts: readonly (string | Buffer)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.setTimeout(10_000, () => socket.destroy(new Error('No answer came.')));
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    // A request rejected before it was read completely may reset the connection after the answer.
    socket.on('error', (error) => {
      if (received.length === 0) reject(error);
    });
    socket.on('close', () => {
      resolve(answerIn(Buffer.concat(received).toString('latin1')));
    });
    socket.on('connect', () => {
      for (const part of parts) socket.write(part);
    });
  });
}

function answerIn(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [start = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(start.split(' ')[1]), headers: Object.fromEntries(headers), text: text.slice(end + 4) };
}
