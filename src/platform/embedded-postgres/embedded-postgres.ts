import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ignoreErrors } from '../files/private-file.js';
import { createRoles, trackerDatabase, type LoginRole } from '../database/database-roles.js';
import { type Binaries, packageOfThisMachine, programsIn, makeRunnable } from './binaries.js';
import { majorOf, savePasswords, openCluster, removeDrafts, restoreCluster, superuser } from './cluster.js';
import { type AcquireOptions, type LockedServer, acquireServer, urlFor } from './acquire-server.js';
import { type Home, openHome } from './home.js';
import { AlreadyRunning } from './lock.js';
import { pruneLog, shutDown } from './server.js';

export { AlreadyRunning } from './lock.js';
export { ExistingCluster } from './cluster.js';

export interface EmbeddedPostgres {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly signerUrl: string;
  readonly auditorUrl: string;
  readonly purgeUrl: string;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly directory: string;
  readonly print?: (line: string) => void;
  readonly durable?: boolean;
  readonly bin?: string | undefined;
}

const pruneEveryMs = 600_000;

const retryMs = 1000;

/**
 * Starts the Postgres from npm on a data folder, and creates the data if there are none. Throws AlreadyRunning if
 * another tracker uses the folder.
 */
export async function startEmbeddedPostgres({
  directory,
  print = () => undefined,
  durable = true,
  bin,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = await openHome(directory, print);
  const { binaries, version } = await openPrograms(home, bin);
  const cluster = await openCluster(home, binaries, durable);
  const stopping = new AbortController();
  const settings = { durable, version };
  const options: AcquireOptions = { cluster, directory, settings, print, signal: stopping.signal };
  const server = await acquireServer(options);
  try {
    return await serve(options, server, stopping);
  } catch (error) {
    await shutDown(cluster);
    await server.lock.end();
    throw error;
  }
}

/** Whether the folder has data of an embedded Postgres. */
export async function hasEmbeddedData(directory: string): Promise<boolean> {
  return (await ignoreErrors(stat(join(directory, 'postgres', 'cluster', 'data')), 'ENOENT')) !== undefined;
}

/**
 * Restores data of a backup of the same major version into a folder without data. `fill` writes them, and the server is
 * not left running.
 */
export async function restoreEmbeddedPostgres(
  { directory, print = () => undefined, bin }: Omit<EmbeddedPostgresOptions, 'durable'>,
  fill: (data: string, major: number) => Promise<void>,
): Promise<void> {
  const home = await openHome(directory, print);
  const { binaries } = await openPrograms(home, bin);
  const major = Number(await majorOf(binaries, home.user));
  await restoreCluster(home, binaries, (data) => fill(data, major));
}

function openPrograms(home: Home, bin: string | undefined): Promise<{ binaries: Binaries; version: string }> {
  return bin ? programsIn(bin, home.user) : programsOfNpm(home);
}

async function programsOfNpm({ user, copies }: Home): Promise<{ binaries: Binaries; version: string }> {
  const installed = await packageOfThisMachine();
  return { binaries: await makeRunnable(installed, user, copies), version: installed.version };
}

async function serve(
  options: AcquireOptions,
  server: LockedServer,
  stopping: AbortController,
): Promise<EmbeddedPostgres> {
  const { port, passwords, lock } = server;
  const adminUrl = urlFor(superuser, passwords.superuser, port, 'postgres');
  await removeDrafts(options.cluster);
  // Only the holder of the lock writes. A new role has just received its password.
  await savePasswords(options.cluster, passwords);
  await createRoles(adminUrl, passwords);
  // The tracker's roles must not connect to the superuser's database, which has the lock.
  await lock.query('REVOKE ALL ON DATABASE postgres FROM PUBLIC');
  const supervisor = new Supervisor(options, server);
  const urlOf = (role: LoginRole): string => urlFor(role, passwords[role], port, trackerDatabase);
  return {
    ownerUrl: urlOf('tracker_owner'),
    appUrl: urlOf('tracker_app'),
    authUrl: urlOf('tracker_auth'),
    signerUrl: urlOf('tracker_signer'),
    auditorUrl: urlOf('tracker_auditor'),
    purgeUrl: urlOf('tracker_purge'),
    adminUrl,
    stop: async () => {
      stopping.abort();
      await supervisor.stop();
    },
  };
}

/** Supervisor that restarts Postgres at the same address when it stops under a running tracker. */
class Supervisor {
  private server: LockedServer | undefined;
  private isTakenOver = false;
  private restarting: Promise<void> | undefined;
  private readonly pruning: NodeJS.Timeout;

  constructor(
    private readonly options: AcquireOptions,
    server: LockedServer,
  ) {
    this.supervise(server);
    const prune = (): void => void pruneLog(options.cluster).catch(() => undefined);
    prune();
    this.pruning = setInterval(prune, pruneEveryMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.pruning);
    await this.restarting;
    if (this.isTakenOver) return;
    await shutDown(this.options.cluster);
    await this.server?.lock.end();
  }

  private supervise(server: LockedServer): void {
    this.server = server;
    server.lock.once('end', () => {
      if (!this.isEnding()) this.restarting = this.restart(server);
    });
  }

  private async restart({ port, passwords }: LockedServer): Promise<void> {
    const { print, signal } = this.options;
    print('Postgres has stopped. It is started again.');
    while (!this.isEnding()) {
      try {
        this.supervise(await acquireServer({ ...this.options, previous: { port, passwords } }));
        print('Postgres runs again.');
        return;
      } catch (error) {
        if (this.isEnding()) return;
        print(error instanceof Error ? error.message : String(error));
        this.isTakenOver = error instanceof AlreadyRunning;
        if (this.isTakenOver) return;
        await delay(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private isEnding(): boolean {
    return this.options.signal.aborted;
  }
}
