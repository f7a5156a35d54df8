import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Passwords } from '../../src/organization/accounts/passwords.js';
import { DemoRefused } from '../../src/demo/demo-refused.js';
import { loadDemo } from '../../src/demo/load-demo.js';
import { Config } from '../../src/platform/config/config.js';
import { Secrets } from '../../src/platform/secrets/secrets.js';
import { transpiled } from '../setup/transpiled.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';

const passwords = new Passwords(Config.parse({ NODE_ENV: 'test' }), Secrets.random());
let directory: string;
let database: SpecDatabase;
let admin: pg.Client;

const load = (accountsFile: string) =>
  loadDemo({
    ownerUrl: database.ownerUrl,
    accountsFile,
    passwords,
    now: new Date('2026-03-02T15:00:00Z'),
    say: () => undefined,
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-demo-'));
  database = await specDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

describe('a database unsuitable for the demo', () => {
  it('has no rows when loading fails at the very end', async () => {
    // The file cannot be written, because its folder is a dangling link.
    await symlink(join(directory, 'nowhere', 'at', 'all'), join(directory, 'broken'));

    await expect(load(join(directory, 'broken', 'demo-accounts.json'))).rejects.toThrow();

    const { rows: left } = await admin.query(`SELECT (SELECT count(*)::int FROM app.task_forces) AS task_forces,
      (SELECT count(*)::int FROM app.complaints) AS complaints, (SELECT count(*)::int FROM app.accounts) AS accounts,
      (SELECT count(*)::int FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity) AS lifted`);
    expect(left).toEqual([{ task_forces: 0, complaints: 0, accounts: 0, lifted: 0 }]);
  });

  it('is rejected when it contains other data', async () => {
    await admin.query(`SET app.action = 'test.arranged'; INSERT INTO app.task_forces
      (id, code, name, state, coverage, zone, verified, version)
      VALUES (gen_random_uuid(), 'NE', 'Somebody', 'NE', 'statewide', 'UTC', true, 1)`);

    await expect(load(join(directory, 'refused.json'))).rejects.toThrow(DemoRefused);

    expect((await admin.query('SELECT name FROM app.task_forces')).rows).toEqual([{ name: 'Somebody' }]);
    await expect(stat(join(directory, 'refused.json'))).rejects.toThrow('ENOENT');
  });

  it('is not changed in production', async () => {
    const main = await transpiled('src/demo/main.js');
    const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL, ownerUrl: DATABASE_OWNER_URL } = database;
    const urls = { DATABASE_URL, DATABASE_AUTH_URL, DATABASE_OWNER_URL };
    const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', ...urls };

    const run = spawnSync(process.execPath, [main], { env, encoding: 'utf8' });

    expect(run.stderr).toBe(
      'The tracker does not start.\n23 debug: NODE_ENV is production, and the demo does not run in production.\n',
    );
    expect(run.status).toBe(23);
  });
});
