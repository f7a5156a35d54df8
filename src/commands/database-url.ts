import { resolve } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { urlOfRunning } from '../platform/embedded-postgres/url-of-running.js';
import type { LoginRole } from '../platform/database/roles.js';

/** Missing database, with the remedy. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase';
}

/** Returns the database of a command: the configured one, or that of the tracker running on the data directory. */
export async function databaseUrl(
  config: Config,
  key: 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATABASE_SEALER_URL' | 'DATABASE_AUDITOR_URL' | 'DATABASE_PURGE_URL',
  role: LoginRole,
): Promise<string> {
  const url = config[key] ?? (await urlOfRunning(config.DATA_DIRECTORY, role));
  if (url !== undefined) return url;
  throw new NoDatabase(
    `There is no database to work on. Set ${key}, or start the tracker whose data are in ${resolve(config.DATA_DIRECTORY)}.`,
  );
}
