import { setTimeout as delay } from 'node:timers/promises';
import { createRoles, trackerDatabase, type LoginRole } from '../roles.js';
import { type Binaries, packageOfThisMachine, programsIn, runnable } from './binaries.js';
import { keepPasswords, openCluster, removeDrafts, superuser } from './cluster.js';
import { type Claim, type Hold, takeHold, urlFor } from './hold.js';
import { type Home, openHome } from './home.js';
import { AlreadyRunning } from './lock.js';
import { pruneLog, shutDown } from './server.js';

export { AlreadyRunning } from './lock.js';

/** The tracker's own Postgres, running for as long as the tracker does. */
export interface EmbeddedPostgres {
  /** For migrations. */
  readonly ownerUrl: string;
  /** For serving. */
  readonly appUrl: string;
  /** For letting people in. */
  readonly doorUrl: string;
  /** For sealing the trail. */
  readonly sealerUrl: string;
  /** For reading the trail whole. */
  readonly auditorUrl: string;
  readonly purgeUrl: string;
  /** For what needs a superuser, such as a backup. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** Where to keep it, and whom to tell what is going on. */
export interface EmbeddedPostgresOptions {
  readonly directory: string;
  readonly say?: (line: string) => void;
  /** False in tests only: faster, and what was acknowledged may be lost when the machine goes down. */
  readonly durable?: boolean;
  /** Folder of other programs than those that npm brought: tests run each version of Postgres that is claimed. */
  readonly bin?: string | undefined;
}

const pruneEveryMs = 600_000;

const tryAgainMs = 1000;

/**
 * Starts the Postgres that npm brought on the data in a directory, making them first if there are none. Throws
 * AlreadyRunning when another tracker lives on them.
 */
export async function startEmbeddedPostgres({
  directory,
  say = () => undefined,
  durable = true,
  bin,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = await openHome(directory, say);
  const { binaries, version } = bin ? await programsIn(bin, home.user) : await programsOfNpm(home);
  const cluster = await openCluster(home, binaries, durable);
  const stopping = new AbortController();
  const settings = { durable, version };
  const claim: Claim = { cluster, directory, settings, say, signal: stopping.signal };
  const hold = await takeHold(claim);
  try {
    return await serve(claim, hold, stopping);
  } catch (error) {
    await shutDown(cluster);
    await hold.lock.end();
    throw error;
  }
}

async function programsOfNpm({ user, copies }: Home): Promise<{ binaries: Binaries; version: string }> {
  const brought = await packageOfThisMachine();
  return { binaries: await runnable(brought, user, copies), version: brought.version };
}

async function serve(claim: Claim, hold: Hold, stopping: AbortController): Promise<EmbeddedPostgres> {
  const { port, passwords, lock } = hold;
  const adminUrl = urlFor(superuser, passwords.superuser, port, 'postgres');
  await removeDrafts(claim.cluster);
  // The keeper of the lock alone writes: a role that has come since has just been given its password.
  await keepPasswords(claim.cluster, passwords);
  await createRoles(adminUrl, passwords);
  // Our roles have no business in the superuser's database, least of all with its lock.
  await lock.query('REVOKE ALL ON DATABASE postgres FROM PUBLIC');
  const watch = new Watch(claim, hold);
  const urlOf = (role: LoginRole): string => urlFor(role, passwords[role], port, trackerDatabase);
  return {
    ownerUrl: urlOf('tracker_owner'),
    appUrl: urlOf('tracker_app'),
    doorUrl: urlOf('tracker_door'),
    sealerUrl: urlOf('tracker_sealer'),
    auditorUrl: urlOf('tracker_auditor'),
    purgeUrl: urlOf('tracker_purge'),
    adminUrl,
    stop: async () => {
      stopping.abort();
      await watch.end();
    },
  };
}

/** Brings Postgres back when it goes away under a tracker that lives on, at the same address. */
class Watch {
  private hold: Hold | undefined;
  private takenOver = false;
  private bringingBack: Promise<void> | undefined;
  private readonly pruning: NodeJS.Timeout;

  constructor(
    private readonly claim: Claim,
    hold: Hold,
  ) {
    this.keep(hold);
    const prune = (): void => void pruneLog(claim.cluster).catch(() => undefined);
    prune();
    this.pruning = setInterval(prune, pruneEveryMs).unref();
  }

  /** Ends Postgres, unless it has become somebody else's. */
  async end(): Promise<void> {
    clearInterval(this.pruning);
    await this.bringingBack;
    if (this.takenOver) return;
    await shutDown(this.claim.cluster);
    await this.hold?.lock.end();
  }

  private keep(hold: Hold): void {
    this.hold = hold;
    hold.lock.once('end', () => {
      if (!this.isEnding()) this.bringingBack = this.bringBack(hold);
    });
  }

  private async bringBack({ port, passwords }: Hold): Promise<void> {
    const { say, signal } = this.claim;
    say('Postgres has gone away: it is started again.');
    while (!this.isEnding()) {
      try {
        this.keep(await takeHold({ ...this.claim, previous: { port, passwords } }));
        say('Postgres is back.');
        return;
      } catch (error) {
        if (this.isEnding()) return;
        say(error instanceof Error ? error.message : String(error));
        this.takenOver = error instanceof AlreadyRunning;
        if (this.takenOver) return;
        await delay(tryAgainMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private isEnding(): boolean {
    return this.claim.signal.aborted;
  }
}
