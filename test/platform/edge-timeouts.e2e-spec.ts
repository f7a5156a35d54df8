import { connect, type Socket } from 'node:net';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let server: Server;
const sockets: Socket[] = [];
/** Far longer than any timeout here. Between two of Node's checks are 30 seconds by default. */
const maxOpenMs = 10_000;

beforeAll(async () => {
  tracker = await startTracker({ limitsConnections: true });
  server = tracker.app.getHttpServer();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => tracker.close());

interface Line {
  write(text: string): void;
  /** Returns the received text once the other side closed, and fails where it stays open. */
  ended(): Promise<{ readonly text: string; readonly after: number }>;
  text(): string;
  answered(count: number): Promise<void>;
}

async function open({ allowHalfOpen = false } = {}): Promise<Line & { readonly socket: Socket }> {
  const { hostname, port } = new URL(tracker.url);
  const began = performance.now();
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen });
  sockets.push(socket);
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  // A connection closed with unsent data is reset.
  socket.on('error', () => undefined);
  const end = new Promise<number>((resolve) => {
    for (const event of ['end', 'close'])
      socket.once(event, () => {
        resolve(performance.now() - began);
      });
  });
  return {
    socket,
    write: (more) => socket.write(more),
    text: () => text,
    answered: async (count) => {
      while (text.split('HTTP/1.1 ').length <= count) await delay(5);
    },
    ended: async () => {
      const after = await Promise.race([end, delay(maxOpenMs, null, { ref: false })]);
      if (after === null) throw new Error(`It is still open after ${maxOpenMs} ms, having said: ${text}`);
      return { text, after };
    },
  };
}

type Shorter = Partial<Pick<Server, 'headersTimeout' | 'requestTimeout' | 'keepAliveTimeout' | 'maxRequestsPerSocket'>>;

/** Runs with shorter timeouts, which Node reads at each check. */
async function within<T>(shorter: Shorter, work: () => Promise<T>): Promise<T> {
  const { headersTimeout, requestTimeout, keepAliveTimeout, maxRequestsPerSocket } = server;
  const usual = { headersTimeout, requestTimeout, keepAliveTimeout, maxRequestsPerSocket };
  Object.assign(server, shorter);
  try {
    return await work();
  } finally {
    Object.assign(server, usual);
  }
}

const probe = 'GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n';
const head = 'POST /api/v1/sessions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';

describe('the server', () => {
  it('limits the duration of every phase of a connection', () => {
    expect({
      header: server.headersTimeout,
      request: server.requestTimeout,
      silence: server.timeout,
      idle: server.keepAliveTimeout,
      requests: server.maxRequestsPerSocket,
    }).toEqual({ header: 10_000, request: 30_000, silence: 60_000, idle: 72_000, requests: 1000 });
  });

  it('closes a connection whose header never ends', async () => {
    await within({ headersTimeout: 500 }, async () => {
      const line = await open();
      line.write('GET /health/live HTTP/1.1\r\nhost: localhost\r\n');
      const drip = setInterval(() => {
        line.write('x-a: b\r\n');
      }, 100);

      const { text, after } = await line.ended().finally(() => {
        clearInterval(drip);
      });

      expectTooSlow(text);
      expect(after).toBeGreaterThan(450);
    });
  });

  it('closes a connection whose body never ends', async () => {
    await within({ headersTimeout: 400, requestTimeout: 800 }, async () => {
      const line = await open();
      line.write(`${head}content-length: 1000\r\n\r\n`);
      const drip = setInterval(() => {
        line.write(' ');
      }, 100);

      const { text, after } = await line.ended().finally(() => {
        clearInterval(drip);
      });

      expectTooSlow(text);
      expect(after).toBeGreaterThan(750);
    });
  });

  it('closes a connection whose chunked body never ends', async () => {
    await within({ headersTimeout: 400, requestTimeout: 800 }, async () => {
      const line = await open();
      line.write(`${head}transfer-encoding: chunked\r\n\r\n`);
      const drip = setInterval(() => {
        line.write('1\r\n \r\n');
      }, 100);

      expectTooSlow(
        (
          await line.ended().finally(() => {
            clearInterval(drip);
          })
        ).text,
      );
    });
  });

  it('closes a connection without data', async () => {
    await within({ headersTimeout: 500 }, async () => {
      const line = await open();

      expect((await line.ended()).after).toBeGreaterThan(450);
    });
  });

  it('closes an idle keep-alive connection', async () => {
    await within({ keepAliveTimeout: 300 }, async () => {
      const line = await open();
      line.write(probe);
      await line.answered(1);
      expect(line.text()).toContain('200 OK');

      // Node waits a second longer for a request in transit.
      const { after } = await line.ended();
      expect(after).toBeGreaterThan(300);
    });
  });

  it('answers a client that closed its side, and ends', async () => {
    const line = await open({ allowHalfOpen: true });
    line.socket.end(probe);

    const { text } = await line.ended();
    expect(text).toContain('200 OK');
  });

  it('stops the work of a client that closed its side', async () => {
    const line = await open({ allowHalfOpen: true });
    line.socket.end(`${head}content-length: 1000\r\n\r\n{`);

    await line.ended();
    expect(line.text()).not.toContain('201');
  });

  it('limits the number of requests on one connection', async () => {
    await within({ maxRequestsPerSocket: 3 }, async () => {
      const line = await open();
      for (let time = 1; time <= 5; time += 1) {
        line.write(probe);
        await line.answered(time);
      }

      expect(line.text().match(/200 OK/g)).toHaveLength(3);
      expect(line.text().match(/503 Service Unavailable/g)).toHaveLength(2);
      expect(line.text().match(/connection: close\r\n/gi)).not.toBeNull();
    });
  });

  it('checks timeouts often enough to enforce them', async () => {
    await within({ headersTimeout: 200 }, async () => {
      const line = await open();
      line.write('GET ');

      expect((await line.ended()).after).toBeLessThan(maxOpenMs);
    });
  });
});

function expectTooSlow(text: string): void {
  expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(text).toContain('"type":"/problems/request-timeout"');
  expect(text).toMatch(/connection: close\r\n/i);
}
