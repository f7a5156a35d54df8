/**
 * Writes database/schema.sql, the schema of a new database as the catalogue has it: `npm run db:schema`. With --check
 * it writes nothing, and fails where the file is out of date.
 */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { prepare } from '../launch.mjs';
import { root } from '../preflight.mjs';
import { built, say, startPostgres } from './places.mjs';

const target = join(root, 'database/schema.sql');

await prepare(say);
const directory = await mkdtemp(join(tmpdir(), 'tracker-schema-'));
// Under root, Postgres runs as another user, who needs access to the folder.
await chmod(directory, 0o711);
const postgres = await startPostgres(directory);
try {
  const text = await schemaOf(postgres);
  const present = await readFile(target, 'utf8').catch(() => '');
  if (text === present) {
    say('database/schema.sql is up to date.');
  } else if (process.argv.includes('--check')) {
    say('database/schema.sql is out of date: run `npm run db:schema` and commit it.');
    process.exitCode = 1;
  } else {
    await writeFile(target, text);
    say('Wrote database/schema.sql.');
  }
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

async function schemaOf({ ownerUrl }) {
  const { migrate } = await built('platform/database/migrate.js');
  const { migrations } = await built('../migrations/index.js');
  const { readSchemaText } = await built('platform/database/schema-text.js');
  await migrate(ownerUrl, migrations);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await readSchemaText(client);
  } finally {
    await client.end();
  }
}
