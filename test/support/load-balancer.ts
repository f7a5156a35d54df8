import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const checkMs = 100;

/** Load balancer over HTTP with persistent connections, as operators put in front of several instances. It repeats no request. */
export interface LoadBalancer {
  readonly url: string;
  /** Sends requests to this instance from now on, once it is ready. */
  add(url: string): void;
  remove(url: string): void;
  /** Resolves when this instance gets requests. */
  whenUsed(url: string): Promise<void>;
  stop(): Promise<void>;
}

export async function balance(): Promise<LoadBalancer> {
  const agent = new Agent({ keepAlive: true });
  const instances = new Map<string, { isReady: boolean }>();
  let turn = 0;
  const server = createServer((near, answer) => {
    const ready = [...instances].filter(([, { isReady }]) => isReady);
    const [url] = ready[(turn += 1) % Math.max(1, ready.length)] ?? [];
    if (url === undefined) answer.writeHead(502).end();
    else forward(url, near, answer, agent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const check = setInterval(() => {
    for (const [url, instance] of instances) void isReady(url).then((is) => (instance.isReady = is));
  }, checkMs);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (url) => instances.set(url, { isReady: false }),
    remove: (url) => instances.delete(url),
    whenUsed: async (url) => {
      while (instances.get(url)?.isReady !== true) await new Promise((resolve) => setTimeout(resolve, checkMs));
    },
    stop: async () => {
      clearInterval(check);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } }).catch(() => null);
  return answer?.status === 200;
}

function forward(url: string, near: IncomingMessage, answer: ServerResponse, agent: Agent): void {
  const { method, headers } = near;
  const far = request(new URL(near.url ?? '/', url), {
    method,
    headers: { ...headers, connection: 'keep-alive' },
    agent,
  });
  far.on('response', (found) => {
    const ofConnection = ['connection', 'keep-alive'];
    const kept = Object.entries(found.headers).filter(([name]) => !ofConnection.includes(name));
    answer.writeHead(found.statusCode ?? 502, Object.fromEntries(kept));
    found.pipe(answer);
  });
  far.on('error', () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  near.pipe(far);
}
