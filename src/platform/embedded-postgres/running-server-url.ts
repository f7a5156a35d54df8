import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoginRole, trackerDatabase } from '../database/database-roles.js';
import { superuser } from './cluster.js';
import { ignoreErrors } from '../files/private-file.js';
import { urlFor } from './acquire-server.js';
import { readPasswords } from './passwords.js';
import { runningPostmaster } from './postmaster-file.js';

/**
 * Returns the URL of the embedded Postgres that a tracker runs on this folder, if any. Only the user that starts the
 * tracker can read its password file.
 */
export async function runningServerUrl(
  directory: string,
  role: LoginRole | 'superuser',
  database = trackerDatabase,
): Promise<string | undefined> {
  const home = await ignoreErrors(realpath(join(directory, 'postgres')), 'ENOENT');
  if (home === undefined) return undefined;
  const cluster = join(home, 'cluster');
  const postmaster = await ignoreErrors(runningPostmaster(join(cluster, 'data')), 'ENOENT');
  if (postmaster?.status !== 'ready') return undefined;
  const passwords = await readPasswords(join(cluster, 'passwords.json'));
  const user = role === 'superuser' ? superuser : role;
  return passwords && urlFor(user, passwords[role], postmaster.port, database);
}
