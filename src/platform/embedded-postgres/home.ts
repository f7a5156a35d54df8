import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UnusablePostgres } from './binaries.js';
import { hasErrorCode, ignoreErrors } from '../files/private-file.js';
import type { ServerUser } from './run.js';
import { canEnter, isRoot, lookUpUser, findUnprivilegedUser } from './server-user.js';

export interface Home {
  readonly folder: string;
  /** Copies of the Postgres programs, made only if the server user cannot reach those from npm. */
  readonly copies: string;
  readonly user: ServerUser | undefined;
}

/**
 * Creates a folder of the current user that the server user may traverse but not change. In a changeable one, a link
 * could name any file of root.
 */
export async function allowPassage(folder: string, user: ServerUser | undefined): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!user || (made === undefined && (await stat(folder)).uid !== 0)) return;
  await chown(folder, 0, user.gid);
  await chmod(folder, 0o710);
}

/** Location for data that cannot be in a checkout, because the server user has no access to it. */
const systemFolder = '/var/lib/task-force-tracker';

/**
 * Opens `postgres` below the folder. Root passes the data to an unprivileged user, who cannot enter a closed folder
 * such as /root. The data then move to an accessible location, with a link in their place.
 */
export async function openHome(directory: string, print: (line: string) => void): Promise<Home> {
  await mkdir(directory, { recursive: true, mode: 0o711 });
  const path = join(await realpath(directory), 'postgres');
  const existing = await existingFolder(path);
  return isRoot() ? homeOfServerUser(path, existing, print) : homeOfCurrentUser(path, existing);
}

async function homeOfCurrentUser(path: string, existing: string | undefined): Promise<Home> {
  if (existing === undefined) await mkdir(path, { recursive: true, mode: 0o700 });
  const folder = existing ?? path;
  const { uid } = await stat(folder);
  if (process.getuid && uid !== process.getuid()) {
    throw new UnusablePostgres(
      `The data in ${folder} belong to another user of this machine. ` +
        'Start the tracker as that user, or set DATA_DIRECTORY to another folder.',
    );
  }
  return { folder, copies: join(folder, 'binaries'), user: undefined };
}

async function homeOfServerUser(
  path: string,
  existing: string | undefined,
  print: (line: string) => void,
): Promise<Home> {
  const user = (existing !== undefined ? await ownerOfData(existing) : undefined) ?? (await findUnprivilegedUser());
  let folder = existing ?? path;
  if (!(await canEnter(user, dirname(folder)))) {
    if (existing !== undefined) await requireUnused(existing, user);
    folder = await createSystemFolder(path, print);
    print(`Postgres runs as ${user.name}, who has no access to ${dirname(path)}. The data are in ${folder}.`);
  }
  await allowPassage(folder, user);
  return { folder, copies: join(systemFolder, 'binaries'), user };
}

/**
 * Resolves an existing folder. Throws for a dangling link, so that missing data are not mistaken for a first start.
 */
async function existingFolder(path: string): Promise<string | undefined> {
  const folder = await ignoreErrors(realpath(path), 'ENOENT');
  if (folder === undefined && (await ignoreErrors(lstat(path), 'ENOENT'))) {
    throw new UnusablePostgres(
      `${path} links to a folder that does not exist, and its data are missing. ` +
        'Restore that folder, or remove the link to start without data.',
    );
  }
  return folder;
}

async function ownerOfData(folder: string): Promise<ServerUser | undefined> {
  const data = await ignoreErrors(stat(join(folder, 'cluster', 'data')), 'ENOENT');
  if (data === undefined || data.uid === 0) return undefined;
  const { uid, gid } = data;
  return (await lookUpUser(uid)) ?? { name: `user ${uid}`, uid, gid };
}

async function requireUnused(folder: string, user: ServerUser): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!hasErrorCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    throw new UnusablePostgres(
      `The data in ${folder} belong to ${user.name}, who has no access to the folder. Restore that access.`,
      {
        cause: error,
      },
    );
  }
}

/** Creates a new folder each time. Data whose link was removed for a fresh start must not reappear. */
async function createSystemFolder(path: string, print: (line: string) => void): Promise<string> {
  await mkdir(systemFolder, { recursive: true });
  await chmod(systemFolder, 0o755);
  const name = join(systemFolder, createHash('sha256').update(dirname(path)).digest('hex').slice(0, 16));
  let folder = name;
  for (let number = 2; !(await createFolder(folder)); number += 1) folder = `${name}-${number}`;
  if (
    await ignoreErrors(
      symlink(folder, path).then(() => true),
      'EEXIST',
    )
  ) {
    if (folder !== name) print(`The data of an earlier tracker in ${dirname(path)} are still in ${name}.`);
    return folder;
  }
  await rmdir(folder);
  return realpath(path);
}

async function createFolder(folder: string): Promise<boolean> {
  return (
    (await ignoreErrors(
      mkdir(folder, { mode: 0o700 }).then(() => true),
      'EEXIST',
    )) ?? false
  );
}
