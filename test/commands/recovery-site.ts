import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { trackerDatabase, urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { MasterKeys } from '../../src/platform/secrets/master-keys.js';
import type { Secrets } from '../../src/platform/secrets/secrets.js';
import { registerKeys } from '../../src/platform/self-check/start-facts.js';
import { quickFolder, startPostgres, type PostgresUrls } from '../setup/start-postgres.js';
import { runTracker } from '../support/command.js';
import { Given } from '../support/given.js';
import { secrets } from '../support/secrets.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import type { Ended } from '../support/tracker-process.js';

/** Installation with an embedded Postgres of its own, whose secrets are files, as an operator has them. */
export interface RecoverySite {
  readonly directory: string;
  readonly urls: PostgresUrls;
  readonly tracker: Tracker;
  readonly given: Given;
  /** Environment variables that name the files of the keys. */
  readonly keys: Readonly<Record<string, string>>;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Stops the tracker and its Postgres, whose data stay. */
  stop(): Promise<void>;
}

/** Returns the arguments of the commands that docs/operations/backup.md shows, as a shell splits them. */
export async function readShownCommands(): Promise<string[][]> {
  const page = await readFile('docs/operations/backup.md', 'utf8');
  return [...page.matchAll(/^npm run tracker -- (.+)$/gm)].map(([, line = '']) =>
    (line.match(/'[^']*'|\S+/g) ?? []).map((part) => part.replaceAll("'", '')),
  );
}

/** Parent of the folders of a spec. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(await quickFolder(), 'tracker-recovery-'));
  // Under root, Postgres runs as another user, who needs access.
  await chmod(folder, 0o711);
  return folder;
}

/** Removes a folder with the data of its installations, which may be linked from there. */
export async function removeFolder(folder: string, directories: readonly string[]): Promise<void> {
  for (const directory of directories) {
    const home = await realpath(join(directory, 'postgres')).catch(() => null);
    if (home !== null) await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Starts an installation in a new folder, or on the data of one. */
export async function startSite(directory: string, keys: Readonly<Record<string, string>>): Promise<RecoverySite> {
  const postgres = startPostgres({ directory, durable: false });
  const urls = await postgres.ready;
  await migrate(urls.ownerUrl, migrations);
  await registerKeys({ app: urls.appUrl, auth: urls.authUrl }, { secrets, masters: MasterKeys.fromSecrets(secrets) });
  const adminUrl = urlOfDatabase(urls.adminUrl, trackerDatabase);
  const drop = (): Promise<void> => Promise.resolve();
  const tracker = await startTracker({ database: { ...urls, adminUrl, name: trackerDatabase, drop } });
  return {
    directory,
    urls,
    tracker,
    given: new Given(tracker),
    keys,
    run: (args, environment = {}) => runTracker(directory, args, { ...keys, ...environment }),
    stop: async () => {
      await tracker.close();
      await postgres.stop();
    },
  };
}

/** Writes secrets into files and returns the settings that name them. */
export async function writeKeys(folder: string, from: Secrets = secrets): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  const file = async (name: string, bytes: Buffer = randomBytes(32)): Promise<string> => {
    await writeFile(join(folder, name), bytes, { mode: 0o600 });
    return join(folder, name);
  };
  return {
    PASSWORD_PEPPER_FILE: await file('pepper', from.passwordPepper.current.bytes),
    FACTOR_KEY_FILE: await file('factor', from.factorKey.current.bytes),
    DECONFLICTION_KEY_FILE: await file('deconfliction', from.deconflictionKey.current.bytes),
    VAULT_MASTER_KEY_FILE: await file('master', from.vaultMasterKey?.current.bytes),
    VAULT_MASTER_KEY: '',
  };
}
