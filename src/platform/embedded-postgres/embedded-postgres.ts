import { setTimeout as delay } from 'node:timers/promises';
import { createRoles, trackerDatabase, type LoginRole } from '../database/roles.js';
import { type Binaries, packageOfThisMachine, programsIn, runnable } from './binaries.js';
import { keepPasswords, openCluster, removeDrafts, superuser } from './cluster.js';
import { type Claim, type Hold, takeHold, urlFor } from './hold.js';
import { type Home, openHome } from './home.js';
import { AlreadyRunning } from './lock.js';
import { pruneLog, shutDown } from './server.js';

export { AlreadyRunning } from './lock.js';

/** Embedded Postgres, which runs as long as the tracker. */
export interface EmbeddedPostgres {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly doorUrl: string;
  readonly sealerUrl: string;
  readonly auditorUrl: string;
  readonly purgeUrl: string;
  /** URL for superuser tasks, such as a backup. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly directory: string;
  readonly say?: (line: string) => void;
  /** Whether writes are durable. Tests set false for speed and can lose acknowledged writes in a power failure. */
  readonly durable?: boolean;
  /** Folder with other Postgres programs than those from npm. Tests run each supported version. */
  readonly bin?: string | undefined;
}

const pruneEveryMs = 600_000;

const tryAgainMs = 1000;

/**
 * Starts the Postgres from npm on a data folder, and creates the data if there are none. Throws AlreadyRunning if
 * another tracker uses the folder.
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
  // Only the holder of the lock writes. A new role has just received its password.
  await keepPasswords(claim.cluster, passwords);
  await createRoles(adminUrl, passwords);
  // The tracker's roles must not connect to the superuser's database, which has the lock.
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

/** Watch that restarts Postgres at the same address when it stops under a running tracker. */
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

  /** Stops Postgres, unless another tracker has taken it over. */
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
