import { readFile } from 'node:fs/promises';
import { UnusablePostgres } from './binaries.js';
import { run, type ServerUser } from './run.js';

/** The user we make where there is none for Postgres yet. */
const ownName = 'task-force-tracker';

/** Root has to hand Postgres to somebody else: it refuses to run with root's powers. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Who Postgres runs as when we are root: the machine's own `postgres`, else a user of ours, else `nobody`. */
export async function userWithoutPowers(): Promise<ServerUser> {
  const there = (await knownUser('postgres')) ?? (await knownUser(ownName));
  if (there) return there;
  // Fails where useradd is missing, or where another start has just made the user: either way the next line tells.
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ownName], { cwd: '/' });
  const found = (await knownUser(ownName)) ?? (await knownUser('nobody'));
  if (found) return found;
  throw new UnusablePostgres(
    'Postgres does not run as root, and this machine has no other user to run it as. ' +
      'Start the tracker as an ordinary user, or set DATABASE_URL to use a server of your own.',
  );
}

/** Whether that user gets into a folder. Asked by trying, since modes alone do not tell of access lists. */
export async function canEnter(user: ServerUser, folder: string): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', user });
  return code === 0;
}

/** The user of that name or number, if this machine has one. */
export async function knownUser(nameOrId: string | number): Promise<ServerUser | undefined> {
  return findUser(await readFile('/etc/passwd', 'utf8').catch(() => ''), nameOrId);
}

/** Searches the lines of /etc/passwd. */
export function findUser(passwd: string, nameOrId: string | number): ServerUser | undefined {
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || uid === undefined || gid === undefined) continue;
    const user = { name, uid: Number(uid), gid: Number(gid) };
    if (nameOrId === user.name || nameOrId === user.uid) return user;
  }
  return undefined;
}
