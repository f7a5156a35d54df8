/** Writes the SQL of the change feed from the followed tables: `npm run feed:sql`. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepare } from '../launch.mjs';
import { root } from '../preflight.mjs';
import { built, say } from './places.mjs';

await prepare(say);
const { changesAfterPath, feedFiles } = await built('audit/change-feed/change-feed-sql.js');
const files = feedFiles(await readFile(join(root, changesAfterPath), 'utf8'));
for (const { path, text } of files) await writeFile(join(root, path), text);
say(`Wrote ${files.length} files of the change feed. Run npm run db:migrate.`);
