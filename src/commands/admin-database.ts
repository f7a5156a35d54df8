import { resolve } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { trackerDatabase, urlOfDatabase } from '../platform/database/database-roles.js';
import { hasEmbeddedData, startEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';
import { runningServerUrl } from '../platform/embedded-postgres/running-server-url.js';
import { MissingDatabaseError, print } from './cli.js';

/** Database of the tracker, as the superuser of its server. */
export interface AdminDatabase {
  readonly url: string;
  readonly server: 'embedded' | 'external';
}

type UrlSetting = Extract<keyof Config, `DATABASE_${string}URL`>;

/** Runs work as the superuser: of DATABASE_ADMIN_URL, or of the embedded database in DATA_DIRECTORY. */
export async function withAdminDatabase<T>(config: Config, work: (database: AdminDatabase) => Promise<T>): Promise<T> {
  const { DATABASE_URL, DATA_DIRECTORY: directory } = config;
  const adminUrl = process.env['DATABASE_ADMIN_URL'];
  if (adminUrl) return work({ url: urlOfDatabase(adminUrl, trackerDatabase), server: 'external' });
  if (DATABASE_URL !== undefined)
    throw new MissingDatabaseError('Set DATABASE_ADMIN_URL to a superuser of the server that DATABASE_URL names.');
  return withEmbeddedServer(config, [], async () => {
    const url = await runningServerUrl(directory, 'superuser');
    if (url !== undefined) return work({ url, server: 'embedded' });
    throw new MissingDatabaseError(
      `There is no database in ${resolve(directory)}. Set DATA_DIRECTORY to its folder, or DATABASE_ADMIN_URL to a superuser of the server.`,
    );
  });
}

/**
 * Runs work while the embedded database of DATA_DIRECTORY serves, if there is one. One that no tracker runs is started
 * for the work, without a migration. Nothing is started if one of the settings names a database.
 */
export async function withEmbeddedServer<T>(
  config: Config,
  settings: readonly UrlSetting[],
  work: () => Promise<T>,
): Promise<T> {
  const { DATA_DIRECTORY: directory, POSTGRES_BIN: bin } = config;
  const isNamed = settings.some((setting) => config[setting] !== undefined);
  const isServed = isNamed || (await runningServerUrl(directory, 'superuser')) !== undefined;
  if (isServed || !(await hasEmbeddedData(directory))) return work();
  const postgres = await startEmbeddedPostgres({ directory, bin, print });
  try {
    return await work();
  } finally {
    await postgres.stop();
  }
}
