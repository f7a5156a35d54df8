import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { packageOfThisMachine } from '../../src/platform/embedded-postgres/binaries.js';
import { connectAsOwner, migrate } from '../../src/platform/database/migrate.js';
import { securityReleases } from '../../src/platform/database/postgres-releases.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { rowTypeChanges, watchRowTypes } from '../support/row-type-watch.js';
import { startProcess } from '../support/tracker-process.js';

/** Releases that passed `npm run test:postgres`, by major version, oldest first. */
const testedPostgres = JSON.parse(await readFile('scripts/tested-postgres.json', 'utf8')) as Record<string, string[]>;

let empty: SpecDatabase;
let admin: pg.Client;

beforeAll(async () => {
  empty = await specDatabase('empty');
  admin = new pg.Client({ connectionString: empty.adminUrl });
  await admin.connect();
  await watchRowTypes(admin);
});
afterAll(async () => {
  await admin.end();
  await empty.drop();
});

describe('the migrations', () => {
  it('do not alter a table in a way that Postgres rejects while a function uses its row type', async () => {
    await migrate(empty.ownerUrl, migrations);
    const undoing = await connectAsOwner(empty.ownerUrl, migrations);
    for (let left = migrations.length; left > 0; left -= 1) await undoing.undoLastMigration();
    await undoing.destroy();

    expect(await rowTypeChanges(admin)).toEqual([]);
  });

  it('are checked by a watch that detects a new default and a changed type', async () => {
    await admin.query(`CREATE TABLE public.kept (id integer, name varchar(10));
      CREATE FUNCTION public.named(row_of public.kept) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN (row_of).name; END $$`);

    await admin.query('ALTER TABLE public.kept ADD added integer DEFAULT 1').catch(isRefused);
    await admin.query('ALTER TABLE public.kept ALTER name TYPE varchar(20)').catch(isRefused);
    await admin.query('ALTER TABLE public.kept ADD later integer; ALTER TABLE public.kept ALTER later SET DEFAULT 1');

    const found = await rowTypeChanges(admin);
    expect(found.map(({ columns }) => columns).filter((columns) => columns === 'later')).toEqual([]);
    expect(found.length + refused).toBe(2);
  });
});

describe('a start on this Postgres', () => {
  it('logs a warning when security fixes are missing, and no probe shows it', async () => {
    const { rows } = await admin.query<{ server_version: string }>('SHOW server_version');
    const running = /^\d+\.\d+/.exec(rows[0]?.server_version ?? '')?.[0] ?? '';
    const [major = 0, minor = 0] = running.split('.').map(Number);
    const later = (securityReleases[major] ?? []).filter((one) => one > minor).map((one) => `${major}.${one}`);
    const directory = await mkdtemp(join(tmpdir(), 'tracker-release-'));
    const database = await specDatabase();
    const tracker = await startProcess(directory, {
      environment: { DATABASE_URL: database.appUrl, DATABASE_AUTH_URL: database.authUrl, LOG_LEVEL: 'warn' },
    });

    const answers = [1, 2, 3].map(async () => (await fetch(`${tracker.url}/health/ready`)).text());
    const bodies = (await Promise.all(answers)).map((body) => JSON.parse(body) as unknown);
    const alive = await (await fetch(`${tracker.url}/health/live`)).json();
    await tracker.stop();
    await database.drop();
    await rm(directory, { recursive: true, force: true });

    expect(bodies).toEqual([1, 2, 3].map(() => ({ status: 'up' })));
    expect(alive).toEqual({ status: 'up' });
    const told = tracker
      .output()
      .out.split('\n')
      .filter((line) => line.includes('"context":"Readiness"'));
    expect(told.map((line) => JSON.parse(line) as unknown)).toEqual(
      later.length === 0
        ? []
        : [
            {
              level: 'warn',
              time: expect.any(String),
              context: 'Readiness',
              message: expect.stringMatching(
                `^Postgres ${running} has known security faults that are corrected in ${later.join(' and ')}\\. Update Postgres`,
              ),
            },
          ],
    );
  });
});

describe('the supported Postgres releases', () => {
  const majors = Object.keys(testedPostgres).map(Number);
  const floors = Object.entries(securityReleases).map(([major, minors]) => `${major}.${minors.at(-1) ?? ''}`);
  const august = Object.entries(securityReleases).map(([major, [first]]) => `${major}.${first}`);
  const all = Object.values(testedPostgres).flat();
  const range = `${majors[0] ?? 0} to ${majors.at(-1) ?? 0}`;

  it.each([
    ['README.md', [`Postgres of your own, ${range}`]],
    ['SECURITY.md', [`Postgres: ${range}`, `Run ${inWords(floors, 'or')},`, `on ${inWords(all, 'and')}`]],
    ['docs/security/operator.md', [`Postgres ${range}`, `at ${inWords(floors, 'or')} at least`]],
    [
      'docs/security/dependencies.md',
      [`Postgres is to be at ${inWords(floors, 'or')},`, `Tests run on ${inWords(all, 'and')}`, inWords(august, 'and')],
    ],
    ['docs/operations/hardening.md', [`Postgres ${range}`, inWords(floors, 'or')]],
  ])('are stated in %s as the tests and minimum releases have them', async (file, sentences) => {
    const text = (await readFile(file, 'utf8')).replaceAll(/\s+/g, ' ');

    for (const sentence of sentences) expect(text).toContain(sentence);
    expect(text).not.toMatch(/Postgres[^.|]{0,40}\d+ or newer/);
  });

  it('are those that the server accepts', () => {
    expect(Object.keys(securityReleases)).toEqual(Object.keys(testedPostgres));
  });

  it('are the only ones that documents name, apart from those with security fixes', async () => {
    const known = [...all, ...floors, ...august];
    const files = ['README.md', 'SECURITY.md', 'docs/security/operator.md', 'docs/security/dependencies.md'];
    for (const file of files) {
      const named = [...(await readFile(file, 'utf8')).matchAll(/\b(1[5-9]\.\d{1,2})\b(?!\.)/g)].map(([, one]) => one);
      expect(named.filter((one) => !known.includes(one ?? ''))).toEqual([]);
    }
  });

  it('include the embedded release', async () => {
    const { version } = await packageOfThisMachine();

    expect(all).toContain(/^\d+\.\d+/.exec(version)?.[0]);
  });
});

let refused = 0;

function isRefused(fault: unknown): void {
  expect((fault as Error).message).toContain('uses its row type');
  refused += 1;
}

function inWords(versions: readonly string[], last: 'and' | 'or'): string {
  return `${versions.slice(0, -1).join(', ')} ${last} ${versions.at(-1) ?? ''}`;
}
