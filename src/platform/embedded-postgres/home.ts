import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UnusablePostgres } from './binaries.js';
import { failedWith, unless } from '../files/private-file.js';
import type { ServerUser } from './run.js';
import { canEnter, isRoot, knownUser, userWithoutPowers } from './server-user.js';

/** Folder of the embedded Postgres, and the user that runs it. */
export interface Home {
  readonly folder: string;
  /** Copies of the Postgres programs, made only if the server user cannot reach those from npm. */
  readonly copies: string;
  /** User that runs Postgres; undefined for the current user. */
  readonly user: ServerUser | undefined;
}

/**
 * Creates a folder of the current user that the server user may traverse but not change. A changeable folder could
 * contain a link to any file of root in place of the tracker's own.
 */
export async function makePassage(folder: string, user: ServerUser | undefined): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!user || (made === undefined && (await stat(folder)).uid !== 0)) return;
  await chown(folder, 0, user.gid);
  await chmod(folder, 0o710);
}

/** Location for data that cannot be in a checkout, because the server user has no access to it. */
const elsewhere = '/var/lib/task-force-tracker';

/**
 * Opens `postgres` below the folder. Root passes the data to an unprivileged user, who cannot enter a checkout below a
 * closed folder such as /root. No folder is opened for that: the data move to an accessible location, with a link in
 * their place.
 */
export async function openHome(directory: string, say: (line: string) => void): Promise<Home> {
  await mkdir(directory, { recursive: true, mode: 0o711 });
  const place = join(await realpath(directory), 'postgres');
  const existing = await existingFolder(place);
  return isRoot() ? homeOfServerUser(place, existing, say) : homeOfOurs(place, existing);
}

async function homeOfOurs(place: string, existing: string | undefined): Promise<Home> {
  if (existing === undefined) await mkdir(place, { recursive: true, mode: 0o700 });
  const folder = existing ?? place;
  const { uid } = await stat(folder);
  if (process.getuid && uid !== process.getuid()) {
    throw new UnusablePostgres(
      `The data in ${folder} belong to another user of this machine. ` +
        'Start the tracker as whoever started it before, or give this one a directory of its own.',
    );
  }
  return { folder, copies: join(folder, 'binaries'), user: undefined };
}

async function homeOfServerUser(
  place: string,
  existing: string | undefined,
  say: (line: string) => void,
): Promise<Home> {
  const user = (existing !== undefined ? await ownerOfData(existing) : undefined) ?? (await userWithoutPowers());
  let folder = existing ?? place;
  if (!(await canEnter(user, dirname(folder)))) {
    if (existing !== undefined) await giveUpIfUsed(existing, user);
    folder = await makeFolderElsewhere(place, say);
    say(`${user.name}, whom Postgres runs as, is not let into ${dirname(place)}: the data are kept in ${folder}.`);
  }
  await makePassage(folder, user);
  return { folder, copies: join(elsewhere, 'binaries'), user };
}

/**
 * Resolves an existing folder. Throws for a dangling link, so that missing data are not mistaken for a first start.
 */
async function existingFolder(place: string): Promise<string | undefined> {
  const folder = await unless(realpath(place), 'ENOENT');
  if (folder === undefined && (await unless(lstat(place), 'ENOENT'))) {
    throw new UnusablePostgres(
      `${place} is a link to a folder that is gone, and the data with it. ` +
        'Bring that folder back, or remove the link to begin without data.',
    );
  }
  return folder;
}

/** Returns the owner of the data, which never changes, even if another suitable user exists now. */
async function ownerOfData(folder: string): Promise<ServerUser | undefined> {
  const data = await unless(stat(join(folder, 'cluster', 'data')), 'ENOENT');
  if (data === undefined || data.uid === 0) return undefined;
  const { uid, gid } = data;
  return (await knownUser(uid)) ?? { name: `user ${uid}`, uid, gid };
}

async function giveUpIfUsed(folder: string, user: ServerUser): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!failedWith(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    throw new UnusablePostgres(
      `${user.name}, whose data are in ${folder}, is no longer let into it. Let that user in again.`,
      {
        cause: error,
      },
    );
  }
}

/** Creates a new folder each time. Data whose link was removed for a fresh start must not reappear. */
async function makeFolderElsewhere(place: string, say: (line: string) => void): Promise<string> {
  await mkdir(elsewhere, { recursive: true });
  await chmod(elsewhere, 0o755);
  const name = join(elsewhere, createHash('sha256').update(dirname(place)).digest('hex').slice(0, 16));
  let folder = name;
  for (let number = 2; !(await isNew(folder)); number += 1) folder = `${name}-${number}`;
  if (
    await unless(
      symlink(folder, place).then(() => true),
      'EEXIST',
    )
  ) {
    if (folder !== name) say(`What a tracker in ${dirname(place)} kept before is still in ${name}.`);
    return folder;
  }
  // A concurrent start was faster.
  await rmdir(folder);
  return realpath(place);
}

async function isNew(folder: string): Promise<boolean> {
  return (
    (await unless(
      mkdir(folder, { mode: 0o700 }).then(() => true),
      'EEXIST',
    )) ?? false
  );
}
