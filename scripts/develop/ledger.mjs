/** Writes the SQL of the ledger from the list of measures: `npm run ledger:sql`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepare } from '../launch.mjs';
import { root } from '../preflight.mjs';
import { built, say } from './places.mjs';

await prepare(say);
const { ledgerFiles } = await built('reporting/reports/ledger/ledger-sql.js');
const files = ledgerFiles();
for (const { path, text } of files) await writeFile(join(root, path), text);
say(
  `Wrote ${files.length} files of the ledger. Run npm run db:migrate, and npm run tally:rebuild if the count of a measure changed.`,
);
