import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body?: object;
}

export const disconnectKinds = ['reset', 'close'] as const;
export type Leaving = (typeof disconnectKinds)[number];

/** Point at which a client disconnects: after a delay, or after that many bytes. */
export interface LeavingPoint {
  readonly bytes: number;
  readonly waitMs: number;
  readonly by: Leaving;
}

/** Sends a request, reads up to that point and disconnects. Resolves with the data read, possibly none. */
export async function disconnectDuring(
  url: string,
  request: WireRequest,
  { bytes, waitMs, by }: LeavingPoint,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let read = 0;
  await withSocket(url, async (socket, closed) => {
    const reached = new Promise<void>((resolve) => {
      socket.on('data', (part: Buffer) => {
        parts.push(part);
        read += part.length;
        if (read >= bytes) resolve();
      });
    });
    socket.write(textOf(request));
    if (bytes > 0) await Promise.race([reached, closed]);
    else if (waitMs > 0) await delay(waitMs);
    if (by === 'reset') socket.resetAndDestroy();
    else socket.destroy();
    await closed;
  });
  return Buffer.concat(parts);
}

/** Sends a request and reads its answer to the end, or until no data follow the first for a while. */
export async function readOut(url: string, request: WireRequest, silenceMs = 700): Promise<Buffer> {
  const parts: Buffer[] = [];
  await withSocket(url, async (socket, closed) => {
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.once('data', () => socket.setTimeout(silenceMs, () => socket.destroy()));
    socket.write(textOf(request));
    await closed;
  });
  return Buffer.concat(parts);
}

/** Returns the status of an answer, or 0 without one. */
export function statusOf(answer: Buffer): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer.subarray(0, 20).toString('latin1'))?.[1] ?? 0);
}

async function withSocket(url: string, use: (socket: Socket, closed: Promise<void>) => Promise<void>): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
  socket.on('error', () => undefined);
  socket.on('end', () => socket.destroy());
  await Promise.race([once(socket, 'connect').catch(() => undefined), closed]);
  await use(socket, closed);
}

function textOf({ method, path, token, body }: WireRequest): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  return [
    `${method} ${path} HTTP/1.1`,
    'host: tracker',
    'connection: close',
    ...(token === null ? [] : [`authorization: Bearer ${token}`]),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`]),
    '',
    text,
  ].join('\r\n');
}
