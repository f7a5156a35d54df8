/** Writes a migration with the next number and adds it to the list of migrations: `npm run db:new -- name-what-it-does`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));
const index = join(folder, 'index.ts');
const [name = ''] = process.argv.slice(2);

if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name)) {
  process.stderr.write('Name what the migration does, in words with hyphens: npm run db:new -- add-hair-colour\n');
  process.exit(1);
}

const list = readFileSync(index, 'utf8');
const numbers = [...list.matchAll(/\.\/(\d{13})-/g)].map(([, number]) => Number(number));
const number = Math.max(...numbers) + 1000;
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
writeFileSync(
  index,
  list
    .replace(/((?:^import .*\n)+)/m, `$1import { ${type} } from './${number}-${name}.js';\n`)
    .replace(/\n\];/, `\n  ${type},\n];`),
);
process.stdout.write(
  `Wrote migrations/${file} and added it to migrations/index.ts. Write up and down: until then it fails.\n` +
    'Functions, triggers, policies and rights go into database/.\n',
);
