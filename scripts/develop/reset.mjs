/**
 * Removes the data of the embedded Postgres and makes an empty database with every migration: `npm run db:reset`. It
 * refuses in production, for your own server, and while a tracker runs.
 */
import { prepare } from '../launch.mjs';
import { end } from '../preflight.mjs';
import { built, refuseProduction, removeData, say, startPostgres } from './places.mjs';

await prepare(say);
refuseProduction('db:reset');
const { DATABASE_URL, DATA_DIRECTORY = '.data' } = process.env;
if (DATABASE_URL) end('db:reset removes the embedded database alone, and DATABASE_URL names a server of your own.');

// The start takes the lock of the data, so it fails while a tracker runs on them.
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
