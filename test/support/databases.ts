import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import { expect } from '@jest/globals';
import pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { databaseStatement, revokeLargeObjects, urlOfDatabase } from '../../src/platform/database/database-roles.js';

/** Distinguishes the schema of one run from those of others on the same Postgres, as planted faults change it. */
const suffix = process.env['TEST_TEMPLATE_SUFFIX'] ?? '';
const template = `tracker_template${suffix}`;
const draft = `tracker_draft${suffix}`;
const isKept = process.env['KEEP_DB'] === '1';
const serving = ['tracker_app', 'tracker_auth', 'tracker_signer', 'tracker_auditor', 'tracker_purge'];

export interface SpecDatabase {
  readonly name: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly signerUrl: string;
  readonly auditorUrl: string;
  readonly purgeUrl: string;
  readonly ownerUrl: string;
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** Clones the migrated database, which the first caller migrates. `empty` has the roles and no schema. */
export async function specDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<SpecDatabase> {
  const name = `spec_${randomBytes(8).toString('hex')}`;
  await asAdmin(async (admin) => {
    if (from === 'migrated') await makeTemplateOnce(admin);
    await create(admin, name, from === 'migrated' ? template : null);
  });
  const url = (role: string): string => urlOfDatabase(urlOf(role), name);
  return {
    name,
    ownerUrl: url('OWNER'),
    appUrl: url('APP'),
    authUrl: url('AUTH'),
    signerUrl: url('SIGNER'),
    auditorUrl: url('AUDITOR'),
    purgeUrl: url('PURGE'),
    adminUrl: url('ADMIN'),
    drop: async () => {
      if (isKept) printKept(name);
      else await asAdmin((admin) => run(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Prints the command that opens a kept database. Without KEEP_DB=1 it prints nothing. */
export function printKept(name: string): void {
  if (!isKept) return;
  const spec = relative(process.cwd(), expect.getState().testPath ?? '');
  process.stderr.write(`\n${spec} left its database: npm run db:psql -- --kept ${name}\n`);
}

/** Creates the template under a lock of its connection, and renames it when it is complete. */
async function makeTemplateOnce(admin: pg.Client): Promise<void> {
  await run(admin, `SELECT pg_advisory_lock(hashtext('tracker:template'))`);
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
  if (rowCount === 0) {
    await run(admin, `DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await create(admin, draft, null);
    await migrate(urlOfDatabase(urlOf('OWNER'), draft), migrations);
    await run(admin, `ALTER DATABASE ${draft} RENAME TO ${template}`);
  }
  await run(admin, `SELECT pg_advisory_unlock(hashtext('tracker:template'))`);
}

/** Creates a database as `createRoles` does: with a fixed collation, open to the roles of the tracker only. */
async function create(admin: pg.Client, name: string, from: string | null): Promise<void> {
  const clone = `CREATE DATABASE ${name} OWNER tracker_owner TEMPLATE ${from ?? ''} STRATEGY FILE_COPY`;
  await run(admin, from === null ? await databaseStatement(admin, name) : clone);
  await run(admin, `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await run(admin, `GRANT CONNECT ON DATABASE ${name} TO ${serving.join(', ')}`);
  if (from !== null) return;
  await inDatabase(urlOfDatabase(urlOf('ADMIN'), name), revokeLargeObjects);
  await inDatabase(urlOfDatabase(urlOf('OWNER'), name), 'REVOKE ALL ON SCHEMA public FROM PUBLIC');
}

async function inDatabase(url: string, statement: string): Promise<void> {
  const inside = new pg.Client({ connectionString: url });
  await inside.connect();
  await run(inside, statement);
  await inside.end();
}

function urlOf(role: string): string {
  const url = process.env[`TEST_${role}_URL`];
  if (url === undefined) throw new Error(`test/setup/global-setup.js has set no TEST_${role}_URL`);
  return url;
}

/** Database names cannot be parameters. */
async function run(client: pg.Client, statement: string): Promise<void> {
  await client.query(statement);
}

async function asAdmin(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: urlOf('ADMIN') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
