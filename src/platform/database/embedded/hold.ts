import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, passwordsOf, replacePasswords, superuser } from './cluster.js';
import { failedWith } from './files.js';
import { AlreadyRunning, takeLock } from './lock.js';
import type { Passwords } from './passwords.js';
import { clearStaleFile, runningPostmaster } from './postmaster-file.js';
import { choosePort, launch, ServerFailed, shutDown } from './server.js';
import { fingerprint, type Settings } from './settings.js';

/** A Postgres that runs and is ours alone, for as long as the lock's connection lives. */
export interface Hold {
  readonly port: number;
  readonly passwords: Passwords;
  readonly lock: pg.Client;
}

/** What it takes to get hold of one. */
export interface Claim {
  readonly cluster: Cluster;
  /** The directory as the one who started us knows it. */
  readonly directory: string;
  readonly settings: Omit<Settings, 'port'>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Set once the URLs are out: then port and passwords may not change any more. */
  readonly previous?: Pick<Hold, 'port' | 'passwords'>;
}

/** How long something may stand in the way that should pass by itself. */
const patienceMs = 60_000;

const lookAgainMs = 30;

const failuresBorne = 3;

const wrongPassword = '28P01';

/** Starting up or shutting down, too many sessions, nobody listening. */
const passing = ['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

/** A URL for one of the cluster's users. */
export function urlFor(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Gets hold of the cluster's Postgres: starts it, or carries on with one whose tracker was killed. Whatever two starts
 * at once do to each other, Postgres lets one server run on the data, and its lock lets one tracker use it.
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

/** One look at how things are and one step towards how they should be; nothing when another look is needed. */
async function attempt(claim: Claim): Promise<Hold | undefined> {
  const { cluster, directory, settings, previous } = claim;
  const running = await runningPostmaster(cluster.data);
  const passwords = previous?.passwords ?? (await passwordsOf(cluster));
  if (!passwords) return startOver(claim);
  if (!running) {
    await launch(cluster, { ...settings, port: previous?.port ?? (await choosePort(cluster)) });
    return undefined;
  }
  // Somebody asked it to end when its sessions have: they will not, so it is asked again and firmly.
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

/** What the cluster's owner can do when nobody can sign in to it any more. */
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

/** Another Postgres on its way up or down, or ours: the next look sees where it went. */
function isPassing(error: unknown): boolean {
  if (error instanceof ServerFailed) return error.passes;
  return failedWith(error, ...passing) || (error instanceof Error && /terminated|timeout/i.test(error.message));
}
