import { resolve } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { trackerDatabase, urlOfDatabase } from '../platform/database/database-roles.js';
import { hasEmbeddedData, startEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';
import { runningServerUrl } from '../platform/embedded-postgres/running-server-url.js';
import { MissingDatabaseError } from './cli.js';

/** Database of the tracker, as the superuser of its server. */
export interface AdminDatabase {
  readonly url: string;
  readonly server: 'embedded' | 'external';
}

/**
 * Runs work as the superuser: of DATABASE_ADMIN_URL, or of the embedded database in DATA_DIRECTORY. One that no tracker
 * runs is started for the work, without a migration.
 */
export async function withAdminDatabase<T>(
  config: Config,
  print: (line: string) => void,
  work: (database: AdminDatabase) => Promise<T>,
): Promise<T> {
  const { DATABASE_URL, DATA_DIRECTORY: directory, POSTGRES_BIN: bin } = config;
  const adminUrl = process.env['DATABASE_ADMIN_URL'];
  if (adminUrl) return work({ url: urlOfDatabase(adminUrl, trackerDatabase), server: 'external' });
  if (DATABASE_URL !== undefined)
    throw new MissingDatabaseError('Set DATABASE_ADMIN_URL to a superuser of the server that DATABASE_URL names.');
  const running = await runningServerUrl(directory, 'superuser');
  if (running !== undefined) return work({ url: running, server: 'embedded' });
  if (!(await hasEmbeddedData(directory)))
    throw new MissingDatabaseError(
      `There is no database in ${resolve(directory)}. Set DATA_DIRECTORY to its folder, or DATABASE_ADMIN_URL to a superuser of the server.`,
    );
  const postgres = await startEmbeddedPostgres({ directory, bin, print });
  try {
    return await work({ url: urlOfDatabase(postgres.adminUrl, trackerDatabase), server: 'embedded' });
  } finally {
    await postgres.stop();
  }
}
