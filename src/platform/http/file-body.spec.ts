import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limitTime } from './file-body.js';
import { RequestTimeout } from './problems.js';

const graceMs = 50;
const limits = { graceMs, maxGraceMs: 100, maxContendedMs: 200 };
const server = createServer();

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

/** Thread that sends half of a body at once, and the other half on request. */
const sender = `
  const { parentPort, workerData: { port, begun } } = require('node:worker_threads');
  const request = require('node:http').request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': 8 } });
  request.on('error', () => undefined);
  request.write('half');
  parentPort.on('message', () => {
    Atomics.wait(begun, 0, 0);
    request.end('half', () => Atomics.store(begun, 1, 1));
  });
`;

/** Opens an upload of which half has arrived. `sendRest` sends the rest once `begun[0]` is set, and then sets `begun[1]`. */
async function halfArrived(): Promise<{
  incoming: IncomingMessage;
  begun: Int32Array;
  sendRest: () => void;
  end: () => Promise<unknown>;
}> {
  const begun = new Int32Array(new SharedArrayBuffer(8));
  const { port } = server.address() as AddressInfo;
  const arriving = once(server, 'request');
  const thread = new Worker(sender, { eval: true, workerData: { port, begun }, execArgv: [] });
  const [incoming] = (await arriving) as unknown as [IncomingMessage];
  const sendRest = (): void => {
    thread.postMessage('rest');
  };
  return { incoming, begun, sendRest, end: () => thread.terminate() };
}

async function read(incoming: IncomingMessage, isLate: () => void, afterFirst: () => void): Promise<string> {
  const parts: Buffer[] = [];
  const timed = limitTime(incoming as AsyncIterable<Buffer>, isLate, {}, limits)[Symbol.asyncIterator]();
  for (let next = timed.next(); ; next = timed.next()) {
    if (parts.length === 1) afterFirst();
    const result = await next;
    if (result.done === true) return Buffer.concat(parts).toString();
    parts.push(result.value);
  }
}

describe('the time limit of a file', () => {
  it('counts bytes that arrived while the event loop was blocked', async () => {
    const { incoming, begun, sendRest, end } = await halfArrived();
    sendRest();

    const text = await read(incoming, failed, () => {
      // The rest arrives while this thread is blocked, until the time limit is over.
      Atomics.store(begun, 0, 1);
      Atomics.notify(begun, 0);
      const until = Date.now() + 4 * graceMs;
      while (Atomics.load(begun, 1) === 0 || Date.now() < until) Atomics.wait(begun, 1, 0, graceMs);
    });

    expect(text).toBe('halfhalf');
    await end();
  });

  it('ends an upload whose rest does not arrive', async () => {
    const { incoming, end } = await halfArrived();
    let late = 0;

    await expect(
      read(
        incoming,
        () => (late += 1),
        () => undefined,
      ),
    ).rejects.toBeInstanceOf(RequestTimeout);

    expect(late).toBe(1);
    await end();
  });

  it('does not count the time in which the consumer does not read', async () => {
    const slowConsumer = { ...limits, graceMs: 300, maxGraceMs: 300 };
    const parts = limitTime(partsEvery(30, { count: 4, size: 1 }), failed, {}, slowConsumer);
    let count = 0;
    for await (const part of parts) {
      count += part.length;
      await delay(slowConsumer.graceMs);
    }

    expect(count).toBe(4);
  });

  it('ends an upload that stalls, however much arrived before', async () => {
    const stalling = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.alloc(10_000_000);
      await new Promise(() => undefined);
    };

    await expect(readAll(limitTime(stalling(), ignored, {}, limits))).rejects.toBeInstanceOf(RequestTimeout);
  });

  it('ends an upload that keeps its reader waiting, but only while others wait for the reader', async () => {
    const endless = (): AsyncIterable<Buffer> => partsEvery(10, { count: Infinity });
    const contended = readAll(limitTime(endless(), ignored, { isContended: () => true }, limits));
    await expect(contended).rejects.toBeInstanceOf(RequestTimeout);

    const alone = partsEvery(10, { count: 50 });
    expect(await readAll(limitTime(alone, failed, { isContended: () => false }, limits))).toBe(50);
  });
});

/** Yields parts with a time before each. */
async function* partsEvery(
  ms: number,
  { count, size = 100_000 }: { count: number; size?: number },
): AsyncGenerator<Buffer> {
  for (let sent = 0; sent < count; sent += 1) {
    await delay(ms);
    yield Buffer.alloc(size);
  }
}

async function readAll(parts: AsyncIterable<Buffer>): Promise<number> {
  let count = 0;
  for await (const part of parts) count += Math.sign(part.length);
  return count;
}

function ignored(): void {
  // The answer is not part of these tests.
}

function failed(): void {
  throw new Error('The upload was not late.');
}
