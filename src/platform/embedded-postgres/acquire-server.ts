import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, passwordsOf, replacePasswords, superuser } from './cluster.js';
import { hasErrorCode } from '../files/private-file.js';
import { AlreadyRunning, acquireLock } from './lock.js';
import type { Passwords } from './passwords.js';
import { clearStaleFile, runningPostmaster } from './postmaster-file.js';
import { choosePort, launch, ServerFailure, shutDown } from './server.js';
import { fingerprint, type Settings } from './settings.js';

export interface LockedServer {
  readonly port: number;
  readonly passwords: Passwords;
  readonly lock: pg.Client;
}

export interface AcquireOptions {
  readonly cluster: Cluster;
  /** Data folder in the caller's spelling, for messages. */
  readonly directory: string;
  readonly settings: Omit<Settings, 'port'>;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
  /** Port and passwords to retain, because the URLs have already been passed on. */
  readonly previous?: Pick<LockedServer, 'port' | 'passwords'>;
}

const maxWaitMs = 60_000;

const pollMs = 30;

const maxFailures = 3;

const wrongPassword = '28P01';

/** States of a server that is starting, stopping, full or not listening. */
const transientCodes = ['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

export function urlFor(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Acquires the cluster's Postgres: starts it, or takes over one whose tracker was killed. Postgres's lock on the
 * directory and the tracker's own make concurrent starts safe.
 */
export async function acquireServer(options: AcquireOptions): Promise<LockedServer> {
  const { cluster, settings, print, signal } = options;
  const deadline = Date.now() + maxWaitMs;
  const slow = setTimeout(() => {
    print('Postgres is still recovering its data. Please wait.');
  }, 5000);
  let failures = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      try {
        const server = await tryAcquire(options);
        if (server && (await fingerprintOf(server.lock)) === fingerprint({ ...settings, port: server.port }))
          return server;
        if (server) {
          print('The Postgres of a killed tracker still runs with other settings. It restarts.');
          await shutDown(cluster);
          await server.lock.end();
        }
      } catch (error) {
        if (!isTransient(error) && ++failures >= maxFailures) throw error;
        if (error instanceof AlreadyRunning || Date.now() > deadline) throw error;
      }
      await delay(pollMs);
    }
  } finally {
    clearTimeout(slow);
  }
}

/** Takes one step towards a running server. Returns undefined if another attempt is necessary. */
async function tryAcquire(options: AcquireOptions): Promise<LockedServer | undefined> {
  const { cluster, directory, settings, previous } = options;
  const running = await runningPostmaster(cluster.data);
  const passwords = previous?.passwords ?? (await passwordsOf(cluster));
  if (!passwords) return replaceLostPasswords(options);
  if (!running) {
    await launch(cluster, { ...settings, port: previous?.port ?? (await choosePort(cluster)) });
    return undefined;
  }
  // A smart shutdown waits for sessions to end, which they do not, so this requests a fast one.
  if (running.status === 'stopping') await shutDown(cluster);
  if (running.status !== 'ready') return undefined;
  try {
    const lock = await acquireLock(urlFor(superuser, passwords.superuser, running.port, 'postgres'), directory);
    return { port: running.port, passwords, lock };
  } catch (error) {
    if (hasErrorCode(error, wrongPassword) && !previous) return replaceLostPasswords(options);
    throw error;
  }
}

async function replaceLostPasswords({ cluster, print }: AcquireOptions): Promise<undefined> {
  print('The passwords of Postgres are lost. It gets new ones.');
  await shutDown(cluster);
  await clearStaleFile(cluster.data);
  await replacePasswords(cluster);
  return undefined;
}

async function fingerprintOf(lock: pg.Client): Promise<string | undefined> {
  const { rows } = await lock.query<{ fingerprint: string | null }>(
    `SELECT current_setting('tracker.fingerprint', true) AS fingerprint`,
  );
  return rows[0]?.fingerprint ?? undefined;
}

function isTransient(error: unknown): boolean {
  if (error instanceof ServerFailure) return error.isTransient;
  return (
    hasErrorCode(error, ...transientCodes) || (error instanceof Error && /terminated|timeout/i.test(error.message))
  );
}
