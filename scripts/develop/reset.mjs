/**
 * Removes the data of the embedded Postgres in DATA_DIRECTORY and makes an empty database with every migration: `npm run db:reset`. It
 * refuses while a tracker runs on it, in production, and for a server of your own.
 */
import { prepare } from '../launch.mjs';
import { end } from '../preflight.mjs';
import { built, refuseProduction, removeData, say, startPostgres } from './places.mjs';

await prepare(say);
refuseProduction('db:reset');
const { DATABASE_URL, DATA_DIRECTORY = '.data' } = process.env;
if (DATABASE_URL) end('db:reset removes the embedded database alone, and DATABASE_URL names a server of your own.');

// Whoever holds the lock of the data is their one tracker: one that runs is not robbed of them.
await (await startPostgres(DATA_DIRECTORY)).stop();
await removeData(DATA_DIRECTORY);
const postgres = await startPostgres(DATA_DIRECTORY);
try {
  const { migrate } = await built('platform/database/migrate.js');
  const { migrations } = await built('../migrations/index.js');
  const ran = await migrate(postgres.ownerUrl, migrations);
  say(`The database in ${DATA_DIRECTORY} is empty, with ${ran.migrations.length} migrations.`);
} finally {
  await postgres.stop();
}
