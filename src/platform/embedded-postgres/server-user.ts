import { readFile } from 'node:fs/promises';
import { UnusablePostgres } from './binaries.js';
import { run, type ServerUser } from './run.js';

const ownName = 'task-force-tracker';

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Returns the unprivileged user for Postgres: the machine's own `postgres`, else a user of the tracker, else `nobody`.
 */
export async function findUnprivilegedUser(): Promise<ServerUser> {
  const there = (await lookUpUser('postgres')) ?? (await lookUpUser(ownName));
  if (there) return there;
  // This fails without useradd, or if a concurrent start has just created the user. The next line handles both.
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ownName], { cwd: '/' });
  const found = (await lookUpUser(ownName)) ?? (await lookUpUser('nobody'));
  if (found) return found;
  throw new UnusablePostgres(
    'Postgres does not run as root, and this machine has no other user to run it as. ' +
      'Start the tracker as an ordinary user, or set DATABASE_URL to use a server of your own.',
  );
}

/** Whether the user can enter a folder. It tries, because file modes do not show access lists. */
export async function canEnter(user: ServerUser, folder: string): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', user });
  return code === 0;
}

export async function lookUpUser(nameOrId: string | number): Promise<ServerUser | undefined> {
  return findUser(await readFile('/etc/passwd', 'utf8').catch(() => ''), nameOrId);
}

export function findUser(passwd: string, nameOrId: string | number): ServerUser | undefined {
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || uid === undefined || gid === undefined) continue;
    const user = { name, uid: Number(uid), gid: Number(gid) };
    if (nameOrId === user.name || nameOrId === user.uid) return user;
  }
  return undefined;
}
