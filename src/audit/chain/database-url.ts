import { resolve } from 'node:path';
import type { Config } from '../../platform/config/config.js';
import { urlOfRunning } from '../../platform/database/embedded/url-of-running.js';
import type { LoginRole } from '../../platform/database/roles.js';

/** There is no database to be reached, in a sentence that says what to do. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase';
}

/** The database a command works on: the one it was told of, else that of the tracker that runs on the data directory. */
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
