import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Binaries, UnusablePostgres } from './binaries.js';
import { syncFolder, ignoreErrors, writeAtomically } from '../files/private-file.js';
import { type Home, allowPassage } from './home.js';
import { areWritten, newPasswords, type Passwords, readPasswords, writePasswords } from './passwords.js';
import { run, type ServerUser } from './run.js';
import { settingsFile, startupPrefix } from './settings.js';

export interface Cluster {
  readonly home: string;
  readonly data: string;
  readonly passwordsFile: string;
  readonly user: ServerUser | undefined;
  readonly binaries: Binaries;
}

/** Superuser, which creates the roles and holds the lock. */
export const superuser = 'postgres';

const folderName = 'cluster';

const draftPrefix = 'new-';

/** Opens the cluster of a home, and creates it if there is none. */
export async function openCluster(home: Home, binaries: Binaries, durable: boolean): Promise<Cluster> {
  const cluster = clusterIn(home, binaries, folderName);
  const written = await versionOf(cluster);
  if (written === undefined) await createCluster(home, binaries, durable);
  const version = written ?? (await versionOf(cluster));
  const brought = await majorOf(binaries, home.user);
  if (version === brought) return cluster;
  throw new UnusablePostgres(
    `The data in ${home.folder} were written by Postgres ${version ?? '?'}, and this release has ${brought ?? '?'}. ` +
      `Set POSTGRES_BIN to programs of Postgres ${version ?? '?'}, or start the release that wrote them. Remove the folder if you do not need the data.`,
  );
}

/**
 * Creates the cluster of a home from the data of a backup, which `fill` writes. Postgres replays the log of the backup, and the roles get new
 * passwords. A failed or killed restore leaves no cluster.
 */
export async function restoreCluster(
  home: Home,
  binaries: Binaries,
  fill: (data: string) => Promise<void>,
): Promise<void> {
  if ((await versionOf(clusterIn(home, binaries, folderName))) !== undefined) throw new ExistingCluster(home.folder);
  const draft = clusterIn(home, binaries, draftPrefix + randomUUID());
  const folder = join(draft.data, '..');
  try {
    await allowPassage(folder, home.user);
    await mkdir(draft.data, { mode: 0o700 });
    await fill(draft.data);
    await changeOwnerOfAll(draft.data, home.user);
    await replacePasswords(draft);
    await syncFolder(folder);
    await rename(folder, join(home.folder, folderName));
    await syncFolder(home.folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns the major version of the Postgres programs, such as 18. */
export async function majorOf({ postgres }: Binaries, user: ServerUser | undefined): Promise<string | undefined> {
  const { output } = await run(postgres, ['--version'], { cwd: '/', user });
  return /\d+/.exec(output)?.[0];
}

/** Data that a restore would replace. */
export class ExistingCluster extends Error {
  override readonly name = 'ExistingCluster';

  constructor(folder: string) {
    super(`There are data in ${folder} already. Restore into an empty DATA_DIRECTORY.`);
  }
}

/** Removes drafts of killed starts. The caller must hold the lock. */
export async function removeDrafts({ home }: Cluster): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(draftPrefix) && !name.startsWith(startupPrefix)) continue;
    // The initdb of a killed start may still be writing. The next start removes the rest.
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/**
 * Sets a new superuser password on a stopped cluster that has lost its passwords. Each start sets those of the other
 * roles.
 */
export async function replacePasswords({ data, passwordsFile, binaries, user }: Cluster): Promise<Passwords> {
  const passwords = newPasswords();
  const input = `ALTER ROLE ${superuser} PASSWORD '${passwords.superuser}'\n`;
  const { code, output } = await run(binaries.postgres, ['--single', '-D', data, 'postgres'], {
    cwd: data,
    user,
    input,
  });
  if (code !== 0) throw new Error(`Postgres did not accept the new passwords: ${output}`);
  await writePasswords(passwordsFile, passwords);
  return passwords;
}

/** Writes the passwords, unless the file already contains them. */
export async function savePasswords(cluster: Cluster, passwords: Passwords): Promise<void> {
  if (!(await areWritten(cluster.passwordsFile, passwords))) await writePasswords(cluster.passwordsFile, passwords);
}

export function passwordsOf({ passwordsFile }: Cluster): Promise<Passwords | undefined> {
  return readPasswords(passwordsFile);
}

/**
 * Creates a cluster under a temporary name and renames it. A killed start leaves no partial cluster, and the slower of
 * two starts finds the other's.
 */
async function createCluster(home: Home, binaries: Binaries, durable: boolean): Promise<void> {
  const draft = clusterIn(home, binaries, draftPrefix + randomUUID());
  const folder = join(draft.data, '..');
  const target = join(home.folder, folderName);
  try {
    await allowPassage(folder, home.user);
    await initialise(draft, durable);
    await syncFolder(folder);
    await rename(folder, target);
    await syncFolder(home.folder);
  } catch (error) {
    // A concurrent start was faster. If it holds the lock, it may have removed this draft.
    if ((await versionOf(clusterIn(home, binaries, folderName))) === undefined) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function initialise({ data, passwordsFile, binaries, user }: Cluster, durable: boolean): Promise<void> {
  await mkdir(data, { mode: 0o700 });
  await changeOwner(data, user);
  const passwords = newPasswords();
  const passwordFile = `${passwordsFile}.initdb`;
  await writeFile(passwordFile, passwords.superuser, { mode: 0o600 });
  await changeOwner(passwordFile, user);
  const { code, output } = await run(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...localeOf(await majorOf(binaries, user)),
      ...(durable ? [] : ['--no-sync']),
    ],
    { cwd: join(data, '..'), user },
  );
  if (code !== 0) throw new Error(`Postgres could not be set up in ${data}: ${output}`);
  await rm(passwordFile);
  await writeAtomically(join(data, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n', user);
  const configuration = join(data, 'postgresql.conf');
  const text = await readFile(configuration, 'utf8');
  await writeAtomically(configuration, `${text}\ninclude '${settingsFile}'\n`, user);
  await writePasswords(passwordsFile, passwords);
}

/** Returns the locale options of initdb. Postgres 16 has no built-in locale and uses the machine's C.UTF-8. */
function localeOf(major: string | undefined): string[] {
  if (Number(major) < 17) return ['--locale=C.UTF-8'];
  return ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
}

function clusterIn(home: Home, binaries: Binaries, name: string): Cluster {
  const folder = join(home.folder, name);
  return {
    home: home.folder,
    data: join(folder, 'data'),
    passwordsFile: join(folder, 'passwords.json'),
    user: home.user,
    binaries,
  };
}

async function versionOf({ data }: Cluster): Promise<string | undefined> {
  return (await ignoreErrors(readFile(join(data, 'PG_VERSION'), 'utf8'), 'ENOENT'))?.trim();
}

async function changeOwnerOfAll(folder: string, user: ServerUser | undefined): Promise<void> {
  if (!user) return;
  await changeOwner(folder, user);
  for (const path of await readdir(folder, { recursive: true })) await changeOwner(join(folder, path), user);
}

async function changeOwner(path: string, user: ServerUser | undefined): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}
