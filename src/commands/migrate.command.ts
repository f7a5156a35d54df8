import 'reflect-metadata';
import { migrations } from '../../migrations/index.js';
import { describeError, print, runCommand } from './cli.js';
import { Config, ConfigFault } from '../platform/config/config.js';
import { migrate } from '../platform/database/migrate.js';
import { exitCodeFor } from '../startup-error-message.js';
import { openDatabase } from '../tracker.js';

/**
 * Runs `npm run db:migrate`: migrates the database to the current schema, as the owner. It is plain SQL, so it needs
 * no service of Nest.
 */
async function main(): Promise<void> {
  const config = Config.parse(process.env);
  const { DATABASE_URL, DATABASE_OWNER_URL } = config;
  if (DATABASE_OWNER_URL !== undefined) {
    const ran = await migrate(DATABASE_OWNER_URL, migrations);
    ran.migrations.forEach((name) => {
      print(`Ran ${name}.`);
    });
    if (ran.files.length > 0) print(`Applied ${ran.files.length} files of database/.`);
  } else if (DATABASE_URL === undefined) {
    const data = await openDatabase(config, print);
    await data.stop();
  } else {
    throw new ConfigFault('The migrations need the owner of the tables. Set DATABASE_OWNER_URL.');
  }
  print('The database is up to date.');
}

await runCommand(main, describeError, exitCodeFor);
