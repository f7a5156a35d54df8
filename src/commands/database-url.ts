import { resolve } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { runningServerUrl } from '../platform/embedded-postgres/running-server-url.js';
import type { LoginRole } from '../platform/database/database-roles.js';

/** Missing database, with the remedy. */
export class MissingDatabaseError extends Error {
  override readonly name = 'MissingDatabaseError';
}

/** Returns the database of a command: the configured one, or that of the tracker running on the data directory. */
export async function resolveDatabaseUrl(
  config: Config,
  key: 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATABASE_SIGNER_URL' | 'DATABASE_AUDITOR_URL' | 'DATABASE_PURGE_URL',
  role: LoginRole,
): Promise<string> {
  const url = config[key] ?? (await runningServerUrl(config.DATA_DIRECTORY, role));
  if (url !== undefined) return url;
  throw new MissingDatabaseError(
    `There is no database to work on. Set ${key}, or start the tracker whose data are in ${resolve(config.DATA_DIRECTORY)}.`,
  );
}
