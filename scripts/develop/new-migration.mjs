/** Writes a migration with the next number: `npm run db:new -- name-what-it-does`. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));
const [name = ''] = process.argv.slice(2);

if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name)) {
  process.stderr.write('Name what the migration does, in words with hyphens: npm run db:new -- add-hair-colour\n');
  process.exit(1);
}

const numbers = readdirSync(folder).flatMap((entry) => /^(\d{13})-/.exec(entry)?.[1] ?? []);
const number = Math.max(...numbers.map(Number)) + 1000;
const type = `${name.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}${number}`;
const file = `${number}-${name}.ts`;

writeFileSync(
  join(folder, file),
  `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${type} implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(\`DO 'BEGIN RAISE ''${file} is not written yet''; END'\`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(\`DO 'BEGIN RAISE ''${file} is not written yet''; END'\`);
  }
}
`,
  { flag: 'wx' },
);
process.stdout.write(
  `Wrote migrations/${file}. Write up and down: until then it fails.\n` +
    'Functions, triggers, policies and rights go into database/.\n',
);
