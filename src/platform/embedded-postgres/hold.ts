import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, passwordsOf, replacePasswords, superuser } from './cluster.js';
import { failedWith } from '../files/private-file.js';
import { AlreadyRunning, takeLock } from './lock.js';
import type { Passwords } from './passwords.js';
import { clearStaleFile, runningPostmaster } from './postmaster-file.js';
import { choosePort, launch, ServerFailed, shutDown } from './server.js';
import { fingerprint, type Settings } from './settings.js';

/** Running Postgres under the exclusive lock of this tracker, which its connection holds. */
export interface Hold {
  readonly port: number;
  readonly passwords: Passwords;
  readonly lock: pg.Client;
}

export interface Claim {
  readonly cluster: Cluster;
  /** Data folder in the caller's spelling, for messages. */
  readonly directory: string;
  readonly settings: Omit<Settings, 'port'>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Port and passwords to retain, because the URLs have already been passed on. */
  readonly previous?: Pick<Hold, 'port' | 'passwords'>;
}

/** Maximum wait for an obstacle that should pass. */
const patienceMs = 60_000;

const lookAgainMs = 30;

const failuresBorne = 3;

const wrongPassword = '28P01';

/** States of a server that is starting, stopping, full or not listening. */
const passing = ['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

export function urlFor(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Acquires the cluster's Postgres: starts it, or takes over one whose tracker was killed. Postgres allows one server
 * per data directory, and its lock one tracker, so concurrent starts are safe.
 */
export async function takeHold(claim: Claim): Promise<Hold> {
  const { cluster, settings, say, signal } = claim;
  const deadline = Date.now() + patienceMs;
  const slow = setTimeout(() => {
    say('Postgres is still bringing its data in order.');
  }, 5000);
  let failures = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      try {
        const hold = await attempt(claim);
        if (hold && (await fingerprintOf(hold.lock)) === fingerprint({ ...settings, port: hold.port })) return hold;
        if (hold) {
          say('The Postgres of a tracker that was killed runs with other settings: it is started anew.');
          await shutDown(cluster);
          await hold.lock.end();
        }
      } catch (error) {
        if (!isPassing(error) && ++failures >= failuresBorne) throw error;
        if (error instanceof AlreadyRunning || Date.now() > deadline) throw error;
      }
      await delay(lookAgainMs);
    }
  } finally {
    clearTimeout(slow);
  }
}

/** Checks the state and takes one step towards a running server. Returns undefined if another attempt is necessary. */
async function attempt(claim: Claim): Promise<Hold | undefined> {
  const { cluster, directory, settings, previous } = claim;
  const running = await runningPostmaster(cluster.data);
  const passwords = previous?.passwords ?? (await passwordsOf(cluster));
  if (!passwords) return startOver(claim);
  if (!running) {
    await launch(cluster, { ...settings, port: previous?.port ?? (await choosePort(cluster)) });
    return undefined;
  }
  // A smart shutdown waits for sessions to end, which they do not, so this requests a fast one.
  if (running.status === 'stopping') await shutDown(cluster);
  if (running.status !== 'ready') return undefined;
  try {
    const lock = await takeLock(urlFor(superuser, passwords.superuser, running.port, 'postgres'), directory);
    return { port: running.port, passwords, lock };
  } catch (error) {
    if (failedWith(error, wrongPassword) && !previous) return startOver(claim);
    throw error;
  }
}

/** Replaces lost passwords, which only the owner of the data directory can do. */
async function startOver({ cluster, say }: Claim): Promise<undefined> {
  say('The passwords of Postgres are lost: it gets new ones.');
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

/** Whether the error is caused by a Postgres that is starting or stopping. The next attempt finds its new state. */
function isPassing(error: unknown): boolean {
  if (error instanceof ServerFailed) return error.passes;
  return failedWith(error, ...passing) || (error instanceof Error && /terminated|timeout/i.test(error.message));
}
