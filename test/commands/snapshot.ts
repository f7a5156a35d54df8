import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { readRepeatableFiles } from '../../src/platform/database/repeatable-files.js';
import { Secret } from '../../src/platform/secrets/secret.js';
import { Secrets } from '../../src/platform/secrets/secrets.js';
import type { SpecDatabase } from '../support/databases.js';

export interface Snapshot {
  readonly version: string;
  /** Migrations that had run, with the SHA-256 of their files, because a released migration is never edited. */
  readonly migrations: readonly { readonly file: string; readonly sha256: string }[];
  readonly files: Readonly<Record<string, string>>;
  /** Rows by table, as JSON text, because a number of JavaScript is not as precise as one of Postgres. */
  readonly rows: Readonly<Record<string, string>>;
  readonly sequences: Readonly<Record<string, string>>;
  /** Secrets of this database, which were made for it and protect invented records alone. In base64. */
  readonly secrets: Readonly<Record<(typeof purposes)[number], string>>;
}

const purposes = ['password-pepper', 'factor-key', 'deconfliction-key', 'vault-master-key'] as const;

const folder = fileURLToPath(new URL('./upgrades', import.meta.url));
const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
const repeatableFolder = fileURLToPath(new URL('../../database', import.meta.url));

/** Tables that a migration writes itself. */
const ofMigrations = ['app.migrations', 'app.repeatable_files'];

/** Returns the versions that have a snapshot. */
export async function snapshotVersions(): Promise<string[]> {
  return (await readdir(folder)).map((name) => name.replace(/\.json\.gz$/, '')).sort();
}

/** Reads the snapshot of a version. */
export async function readSnapshot(version: string): Promise<Snapshot> {
  return JSON.parse(gunzipSync(await readFile(pathOf(version))).toString()) as Snapshot;
}

/** Writes the snapshot of a database of the present version. */
export async function writeSnapshot(version: string, { adminUrl }: SpecDatabase, secrets: Secrets): Promise<void> {
  const snapshot = await connected(adminUrl, async (db): Promise<Snapshot> => ({
    version,
    migrations: await presentMigrations(),
    files: Object.fromEntries((await readRepeatableFiles(repeatableFolder)).map(({ path, text }) => [path, text])),
    rows: await rowsOf(db),
    sequences: await sequencesOf(db),
    secrets: textsOf(secrets),
  }));
  await mkdir(folder, { recursive: true });
  await writeFile(pathOf(version), gzipSync(JSON.stringify(snapshot), { level: 9 }));
}

/** Returns the migration files with their hashes, in order. */
export async function presentMigrations(): Promise<Snapshot['migrations']> {
  const files = (await readdir(migrationsFolder)).filter((name) => /^\d{13}-.*\.ts$/.test(name)).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(migrationsFolder, file));
      return { file, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** Makes an empty database one of that version, with its rows. */
export async function restore(snapshot: Snapshot, { ownerUrl, adminUrl }: SpecDatabase): Promise<void> {
  const files = await mkdtemp(join(tmpdir(), 'tracker-snapshot-'));
  try {
    for (const [path, text] of Object.entries(snapshot.files)) {
      const target = join(files, path.replace(/^database\//, ''));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
    await migrate(ownerUrl, await migrationsIn(snapshot), files);
  } finally {
    await rm(files, { recursive: true, force: true });
  }
  await connected(adminUrl, (db) => insertRows(db, snapshot));
}

/** Returns the rows of each table as JSON text. */
export async function rowsOf(db: pg.Client): Promise<Record<string, string>> {
  const { rows: tables } = await db.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      ORDER BY 1`,
  );
  const rows: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !ofMigrations.includes(table.name))) {
    const found = await run(db, `SELECT coalesce(json_agg(t ORDER BY t::text), '[]')::text AS text FROM ${name} t`);
    rows[name] = (found.rows[0] as { text: string } | undefined)?.text ?? '[]';
  }
  return rows;
}

/** Runs the work on a superuser connection, of which the trail knows that a test arranges something. */
export async function connected<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: url, options: '-c app.action=test.arranged -c timezone=UTC' });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Returns the secrets of the snapshot's database. */
export function secretsOf({ secrets }: Snapshot): Secrets {
  const [pepper, factors, deconfliction, vault] = purposes.map((purpose) => ({
    current: new Secret(purpose, Buffer.from(secrets[purpose], 'base64')),
    previous: null,
  }));
  if (!pepper || !factors || !deconfliction || !vault) throw new Error('The snapshot lacks a secret');
  return new Secrets(pepper, factors, deconfliction, vault);
}

function textsOf({ passwordPepper, factorKey, deconflictionKey, vaultMasterKey }: Secrets): Snapshot['secrets'] {
  const text = (rotation: { readonly current: Secret } | null): string =>
    rotation?.current.bytes.toString('base64') ?? '';
  return {
    'password-pepper': text(passwordPepper),
    'factor-key': text(factorKey),
    'deconfliction-key': text(deconflictionKey),
    'vault-master-key': text(vaultMasterKey),
  };
}

async function sequencesOf(db: pg.Client): Promise<Record<string, string>> {
  const { rows } = await db.query<{ name: string; value: string | null }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences`,
  );
  return Object.fromEntries(rows.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
}

/** Returns the classes of the migrations that the snapshot names. */
async function migrationsIn(snapshot: Snapshot): Promise<readonly (new () => MigrationInterface)[]> {
  const present = await presentMigrations();
  return migrations.filter((_, index) => snapshot.migrations.some(({ file }) => file === present[index]?.file));
}

/** Fills the tables as they were. Triggers and foreign keys do not run, because the rows are complete. */
async function insertRows(db: pg.Client, { rows, sequences }: Snapshot): Promise<void> {
  await db.query('BEGIN');
  await db.query('SET LOCAL session_replication_role = replica');
  await run(db, `TRUNCATE ${Object.keys(rows).join(', ')}`);
  for (const [table, text] of Object.entries(rows)) {
    const { rows: columns } = await db.query<{ name: string }>(
      `SELECT quote_ident(attname) AS name FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
      [table],
    );
    const names = columns.map(({ name }) => name).join(', ');
    await run(
      db,
      `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1)`,
      [text],
    );
  }
  for (const [name, value] of Object.entries(sequences)) {
    // A task force has sequences of its own, which a trigger made.
    if (name.startsWith('numbers.')) {
      await run(db, `CREATE SEQUENCE ${name}`);
      await run(db, `ALTER SEQUENCE ${name} OWNER TO tracker_owner`);
    }
    await db.query('SELECT setval($1, $2)', [name, value]);
  }
  await db.query('COMMIT');
}

/** Names of tables and sequences cannot be parameters. */
function run(db: pg.Client, statement: string, parameters: readonly unknown[] = []): Promise<pg.QueryResult> {
  return db.query(statement, [...parameters]);
}

function pathOf(version: string): string {
  return join(folder, `${version}.json.gz`);
}
