import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startTracker, type Tracker, type TrackerOptions } from '../support/tracker.js';

/** Proxy to Postgres that can fail as networks and servers do. */
export interface PostgresProxy {
  through(url: string): string;
  /** Ends connections and rejects new ones, as a shut-down Postgres does. */
  away(): Promise<void>;
  /** Keeps connections open without any answer, as a lost network does. */
  silent(): void;
  /** Keeps the open connections with this name, and no others, without any answer. Their statements may still arrive. */
  silence(applicationName: string, lost?: 'all' | 'answers'): void;
  /** Gives no answer to the next connection with this name, as a busy Postgres does for a time. */
  ignoreNext(applicationName: string): void;
  back(): Promise<void>;
  stop(): Promise<void>;
}

interface Connection {
  /** First message, with the parameters of the connection. */
  start: Buffer;
  isIgnored: boolean;
  isUnanswered?: boolean;
}

export async function proxyTo(databaseUrl: string): Promise<PostgresProxy> {
  const there = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isSilent = false;
  let ignored: string | undefined;
  const opened: Connection[] = [];
  const server = createServer((near) => {
    const connection: Connection = { start: Buffer.of(), isIgnored: false };
    opened.push(connection);
    near.once('data', (start: Buffer) => {
      connection.start = start;
      if (ignored === undefined || !isNamed(connection, ignored)) return;
      ignored = undefined;
      connection.isIgnored = true;
    });
    const far = connect(Number(there.port), there.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        const isLost = connection.isIgnored || (connection.isUnanswered === true && from === far);
        if (!isSilent && !isLost) to.write(chunk);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const away = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    through: (url) => Object.assign(new URL(url), { port: String(port) }).href,
    away,
    silent: () => {
      isSilent = true;
    },
    silence: (applicationName, lost = 'all') => {
      for (const connection of opened.filter((one) => isNamed(one, applicationName)))
        connection[lost === 'all' ? 'isIgnored' : 'isUnanswered'] = true;
    },
    ignoreNext: (applicationName) => {
      ignored = applicationName;
    },
    back: async () => {
      // Lost data is not sent again, so those connections are unusable.
      if (isSilent) for (const socket of sockets) socket.destroy();
      isSilent = false;
      if (!server.listening) await listen(server, port);
    },
    stop: async () => {
      if (server.listening) await away();
    },
  };
}

/** Starts a tracker of a spec whose connections to Postgres all go through one proxy. */
export async function startProxiedTracker(
  config: TrackerOptions['config'] = {},
): Promise<{ readonly tracker: Tracker; readonly proxy: PostgresProxy }> {
  let proxy: Promise<PostgresProxy> | undefined;
  const tracker = await startTracker({
    config,
    by: async (url) => (await (proxy ??= proxyTo(url))).through(url),
  });
  if (proxy === undefined) throw new Error('The tracker opened no database.');
  return { tracker, proxy: await proxy };
}

function isNamed({ start }: Connection, applicationName: string): boolean {
  return start.includes(`\0${applicationName}\0`);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
