import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parseManifest, type Manifest } from '../../src/commands/backup-manifest.js';
import { findUnprivilegedUser, isRoot } from '../../src/platform/embedded-postgres/server-user.js';
import { settingsFile } from '../../src/platform/embedded-postgres/settings.js';
import { Secrets } from '../../src/platform/secrets/secrets.js';
import { namedVictim } from '../casework/vault-fixtures.js';
import { startPostgres } from '../setup/start-postgres.js';
import { runTracker } from '../support/command.js';
import type { Ended } from '../support/tracker-process.js';
import { until } from '../support/until.js';
import {
  newFolder,
  readShownCommands,
  removeFolder,
  startSite,
  writeKeys,
  type RecoverySite,
} from './recovery-site.js';

let folder: string;
let keys: Record<string, string>;
let site: RecoverySite;
/** Backup that was taken while complaints were logged. */
let backup: string;
let taken: Ended;
const directories: string[] = [];

beforeAll(async () => {
  folder = await newFolder();
  keys = await writeKeys(join(folder, 'keys'));
  site = await startSite(newDirectory(), keys);
  const complaint = await site.given.complaint();
  await namedVictim(site.given, await site.given.victim({ complaint }), {
    familyName: 'Roe',
    givenName: 'Jane',
    bornOn: '2013-02-03',
  });
  ({ backup, taken } = await takeBackupUnderLoad());
});
afterAll(async () => {
  await site.stop();
  await removeFolder(folder, directories);
});

function newDirectory(): string {
  const directory = join(folder, `data-${directories.length}`);
  directories.push(directory);
  return directory;
}

/** Takes a backup while two writers log complaints, and leaves some that came after it. */
async function takeBackupUnderLoad(): Promise<{ backup: string; taken: Ended }> {
  const backups = join(folder, 'backups');
  let isTaken = false;
  const write = async (): Promise<void> => {
    while (!isTaken) await site.given.complaint();
  };
  const writers = [write(), write()];
  const ended = await site.run(['backup', '--to', backups]);
  isTaken = true;
  await Promise.all(writers);
  await site.given.complaint();
  const [name = ''] = await readdir(backups).catch(() => []);
  return { backup: join(backups, name), taken: ended };
}

async function manifestOf(of = backup): Promise<Manifest> {
  const manifest = parseManifest(await readFile(join(of, 'manifest.json'), 'utf8'));
  if (!manifest) throw new Error('The manifest is not valid');
  return manifest;
}

/** Copies the backup and changes the copy. */
async function changed(change: (copy: string) => Promise<unknown>): Promise<string> {
  const copy = join(folder, `changed-${Math.random().toString(16).slice(2)}`);
  await cp(backup, copy, { recursive: true });
  await change(copy);
  return copy;
}

async function editManifest(copy: string, change: (manifest: Manifest) => object): Promise<void> {
  await writeFile(join(copy, 'manifest.json'), JSON.stringify(change(await manifestOf(copy))));
}

async function contentsOf(directory: string): Promise<string[]> {
  const names = await readdir(join(directory, 'postgres')).catch(() => []);
  return names.filter((name) => name !== 'binaries');
}

async function query<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('a backup', () => {
  it('is complete while complaints are logged, and names what it does not contain', async () => {
    const { counts, keys: needed, outside, installation } = await manifestOf();

    expect(taken).toMatchObject({ code: 0, err: '' });
    expect(taken.out).toContain(`The backup ${backup} is complete`);
    for (const item of ['password-pepper', 'factor-key', 'deconfliction-key', 'vault-master-key', 'signing key'])
      expect(taken.out).toContain(`  ${item} (`);
    expect(counts['app.complaints']).toBeGreaterThan(1);
    expect(needed.map(({ purpose }) => purpose)).toEqual([
      'deconfliction-key',
      'factor-key',
      'password-pepper',
      'vault-master-key',
    ]);
    expect(installation).toMatch(/^[0-9a-f]{64}$/);
    expect(outside.length).toBeGreaterThan(7);
    expect((await stat(backup)).mode & 0o777).toBe(0o700);
  });

  it('is recorded for the metrics, whether it succeeds or fails', async () => {
    const [before] = await readRecordedRun();

    const failed = await site.run(['backup', '--to', join(folder, 'refused')], {
      DATABASE_ADMIN_URL: site.urls.ownerUrl,
    });

    expect(before).toMatchObject({ succeeded_at: expect.any(Date), failed_at: null });
    expect(failed).toMatchObject({ code: 44, out: '' });
    expect(await readRecordedRun()).toEqual([{ ...before, failed_at: expect.any(Date) }]);
  });

  it('lists previous keys, tables of IP addresses and public restore keys that are configured', async () => {
    const target = join(folder, 'configured');
    await mkdir(join(site.directory, 'restore-key'));
    const publicKey = join(site.directory, 'restore-key', 'one.public.pem');
    await writeFile(publicKey, 'key');

    const { code, out } = await site.run(['backup', '--to', target], {
      FACTOR_KEY_PREVIOUS_FILE: '/safe/factor.previous',
      IP_TABLE_FILES: '/tables/places.mmdb, /tables/carriers.mmdb',
    });

    expect(code).toBe(0);
    for (const line of [
      'previous factor-key (FACTOR_KEY_PREVIOUS_FILE, /safe/factor.previous)',
      'table of IP addresses (IP_TABLE_FILES, /tables/places.mmdb)',
      'table of IP addresses (IP_TABLE_FILES, /tables/carriers.mmdb)',
      `public restore key (${publicKey})`,
      'TLS keys of proxy and database',
    ])
      expect(out).toContain(`  ${line}\n`);
    expect(out).not.toContain('previous password-pepper');
  });

  it('contains no key, and no password of the superuser', async () => {
    const text = await readFile(join(backup, 'manifest.json'), 'latin1');
    const bytes = await Promise.all(
      Object.values(keys)
        .filter((file) => file !== '')
        .map((file) => readFile(file)),
    );

    for (const key of bytes)
      for (const form of ['hex', 'base64'] as const) expect(text).not.toContain(key.toString(form));
    expect((await manifestOf()).files.filter(({ path }) => /password/.test(path))).toEqual([]);
  });
});

function readRecordedRun(): Promise<Record<'succeeded_at' | 'failed_at', Date | null>[]> {
  return site.tracker.sql(`SELECT succeeded_at, failed_at FROM app.job_runs WHERE job = 'backup'`);
}

describe('a backup that is killed', () => {
  it('leaves a folder that a restore refuses, and the next backup is complete', async () => {
    const target = join(folder, 'killed');
    const killed = await runTracker(site.directory, ['backup', '--to', target], keys, (child) => {
      void until(async () => (await writtenFiles(target)) > 10).then(() => child.kill('SIGKILL'));
    });
    const [partial = ''] = await readdir(target);

    const restored = await runTracker(newDirectory(), ['restore', '--from', join(target, partial)], keys);
    const next = await site.run(['backup', '--to', target]);

    expect(killed.code).toBeNull();
    expect(partial).toMatch(/\.partial$/);
    expect(restored).toMatchObject({ code: 42, out: '' });
    expect(restored.err).toContain('was not completed');
    expect(next).toMatchObject({ code: 0, err: '' });
  });
});

describe('a backup of a server with a fault', () => {
  it('that has a file with a name that no restore accepts fails by name and leaves nothing', async () => {
    const target = join(folder, 'foreign-file');
    const foreign = join(site.directory, 'postgres', 'cluster', 'data', 'global', 'notes of Dana.txt');
    await writeFile(foreign, '');

    const ended = await site.run(['backup', '--to', target]);

    await rm(foreign);
    expect(ended).toMatchObject({ code: 44, out: '' });
    expect(ended.err).toContain('has "global/notes of Dana.txt", which is not of Postgres');
    expect(await readdir(target)).toEqual([]);
  });

  it('that lost a part of its log fails by name and leaves nothing', async () => {
    const target = join(folder, 'lost-log');
    const holder = new pg.Client({ connectionString: site.urls.ownerUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE audit.entries IN ROW EXCLUSIVE MODE');

    const running = site.run(['backup', '--to', target]);
    await until(async () => (await readWaitingBackups()) > 0);
    const [{ file } = { file: '' }] = await query<{ file: string }>(
      site.urls.adminUrl,
      'SELECT pg_walfile_name(pg_current_wal_lsn()) AS file',
    );
    await query(site.urls.adminUrl, 'SELECT pg_switch_wal()');
    await rm(join(site.directory, 'postgres', 'cluster', 'data', 'pg_wal', file));
    await holder.query('ROLLBACK');
    await holder.end();
    const { code, err } = await running;

    expect(code).toBe(44);
    expect(err).toContain(`The file pg_wal/${file} of the server is missing`);
    expect(await readdir(target)).toEqual([]);
  });
});

/** Number of backups that wait for the end of a change. */
async function readWaitingBackups(): Promise<number> {
  const [row] = await query<{ n: number }>(
    site.urls.adminUrl,
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'tracker backup' AND wait_event_type = 'Lock'`,
  );
  return row?.n ?? 0;
}

describe('a backup of a server of your own', () => {
  /** Files that an operator may have put into the data folder. */
  const operatorFiles = ['postgresql.conf~', 'server.key', 'pg_logs/postgresql.log', 'notes of Dana.txt'];
  const configuration = ['postgresql.conf', 'pg_hba.conf', 'pg_ident.conf'];

  it('has no file of the operator, and its data folder starts with the configuration of the operator', async () => {
    const target = join(folder, 'external');
    const source = join(site.directory, 'postgres', 'cluster', 'data');
    await mkdir(join(source, 'pg_logs'));
    for (const file of operatorFiles) await writeFile(join(source, file), 'secret');
    await query(site.urls.adminUrl, `ALTER SYSTEM SET log_directory = 'pg_logs'`);
    await query(site.urls.adminUrl, 'SELECT pg_reload_conf()');
    const ended = await site.run(['backup', '--to', target], { DATABASE_ADMIN_URL: site.urls.adminUrl });
    await query(site.urls.adminUrl, 'ALTER SYSTEM RESET ALL');
    for (const file of operatorFiles) await rm(join(source, file));
    const from = join(target, (await readdir(target))[0] ?? '');
    const directory = newDirectory();
    const data = join(directory, 'postgres', 'cluster', 'data');

    const unnamed = await runTracker(directory, ['restore', '--from', from], keys);
    await mkdir(`${data}.partial`, { recursive: true });
    const restored = await runTracker(directory, ['restore', '--from', from, '--data', data], keys);
    const again = await runTracker(directory, ['restore', '--from', from, '--data', data], keys);
    const beside = await readdir(join(data, '..'));
    const names = await readdir(data);
    for (const file of [...configuration, settingsFile]) await cp(join(source, file), join(data, file));
    await giveToServerUser(directory);
    const verified = await runTracker(directory, ['restore:verify', '--from', from], keys);

    expect(ended).toMatchObject({ code: 0, err: '' });
    expect((await manifestOf(from)).server).toBe('external');
    expect(ended.out).toContain('  configuration of the database server (postgresql.conf)');
    expect(names).toEqual(
      expect.arrayContaining(['PG_VERSION', 'base', 'global', 'pg_wal', 'pg_xact', 'backup_label']),
    );
    expect(names.filter((name) => !/^(?:PG_VERSION|base|global|backup_label|pg_[a-z_]+)$/.test(name))).toEqual([]);
    expect(names).not.toContain('pg_logs');
    expect(unnamed).toMatchObject({ code: 44, out: '' });
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(again).toMatchObject({ code: 41, out: '' });
    expect(beside.sort()).toEqual(['data', 'data.partial']);
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toContain('The restored database is whole.');
  });

  it('is refused for a role that is no superuser', async () => {
    const target = join(folder, 'refused');

    const ended = await site.run(['backup', '--to', target], { DATABASE_ADMIN_URL: site.urls.ownerUrl });

    expect(ended).toMatchObject({ code: 44, out: '' });
    expect(ended.err).toMatch(/^44 unsuitable-server: .+ superuser\.\n$/);
    expect(await readdir(target)).toEqual([]);
  });
});

/** Gives restored data to the user of Postgres, if the test runs under root. */
async function giveToServerUser(directory: string): Promise<void> {
  if (!isRoot()) return;
  const { uid, gid } = await findUnprivilegedUser();
  const cluster = join(directory, 'postgres', 'cluster');
  await chmod(directory, 0o711);
  await chmod(join(directory, 'postgres'), 0o711);
  await chmod(cluster, 0o711);
  for (const path of [
    'data',
    ...(await readdir(join(cluster, 'data'), { recursive: true })).map((name) => join('data', name)),
  ])
    await chown(join(cluster, path), uid, gid);
}

/** Number of files that a backup under way has written. */
async function writtenFiles(target: string): Promise<number> {
  const names = await readdir(target, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.gz')).length;
}

describe('a restore', () => {
  it('into an empty folder has the totals, the trail and the identities of the backup', async () => {
    const directory = newDirectory();

    const restored = await runTracker(directory, ['restore', '--from', backup], keys);
    const verified = await runTracker(directory, ['restore:verify', '--from', backup], keys);

    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toMatch(/totals are those of the backup, byte for byte, and \d+ tables have its rows/);
    expect(verified.out).toMatch(/1 keys of the vault open, and one identity of each of 1 was read/);
    expect(verified.out).toContain('Ledger: it agrees with a recount.');
    expect(verified.out).toContain('The trail is whole');
    expect(verified.out).toContain('The restored database is whole.');
  });

  it('serves the complaints of the backup and none that came after it', async () => {
    const directory = newDirectory();
    await runTracker(directory, ['restore', '--from', backup], keys);
    const postgres = startPostgres({ directory, durable: false });
    const { ownerUrl, adminUrl } = await postgres.ready;

    const [row] = await query<{ n: number }>(
      adminUrl.replace(/postgres$/, 'tracker'),
      'SELECT count(*)::int AS n FROM app.complaints',
    );
    await postgres.stop();

    expect(row?.n).toBe((await manifestOf()).counts['app.complaints']);
    expect(ownerUrl).not.toBe(site.urls.ownerUrl);
  });

  it.each([
    ['without a key', 30, () => ({ ...keys, FACTOR_KEY_FILE: '' })],
    [
      'with one other key',
      30,
      async () => ({ ...keys, FACTOR_KEY_FILE: (await otherKeys())['FACTOR_KEY_FILE'] ?? '' }),
    ],
    ['with the keys of another installation', 43, () => otherKeys()],
  ])('%s is refused and leaves nothing', async (_how, code, environment) => {
    const directory = newDirectory();

    const ended = await runTracker(directory, ['restore', '--from', backup], await environment());

    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err).toMatch(new RegExp(`^${code} `));
    expect(await contentsOf(directory)).toEqual([]);
    expect(await readdir(directory).catch(() => [])).not.toContain('secrets');
  });

  it.each<[string, number, (copy: string) => Promise<unknown>]>([
    ['without a manifest', 42, (copy) => rename(join(copy, 'manifest.json'), join(copy, 'other.json'))],
    ['with half a manifest', 42, async (copy) => truncate(join(copy, 'manifest.json'), 2000)],
    ['with a file that was cut off', 42, async (copy) => truncate(await largestFile(copy), 100)],
    ['with a file that was changed', 42, async (copy) => flipByte(await largestFile(copy))],
    [
      'of a newer release',
      29,
      (copy) => editManifest(copy, (m) => ({ ...m, migration: 'FromTheFuture1999000000000' })),
    ],
    ['of another major version', 36, (copy) => editManifest(copy, (m) => ({ ...m, postgres: 150_004 }))],
    [
      'with a path that leads elsewhere',
      42,
      (copy) => editManifest(copy, (m) => ({ ...m, folders: ['../elsewhere'] })),
    ],
  ])('of a backup %s is refused and leaves nothing', async (_how, code, change) => {
    const directory = newDirectory();

    const ended = await runTracker(directory, ['restore', '--from', await changed(change)], keys);

    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err).toMatch(new RegExp(`^${code} .+\\.\n$`));
    expect(await contentsOf(directory)).toEqual([]);
  });

  it('is refused where data are, and leaves them', async () => {
    const ended = await site.run(['restore', '--from', backup]);

    expect(ended).toMatchObject({ code: 41, out: '' });
    await site.given.complaint();
  });
});

async function otherKeys(): Promise<Record<string, string>> {
  return writeKeys(join(folder, 'other-keys'), Secrets.random());
}

async function largestFile(copy: string): Promise<string> {
  const { files } = await manifestOf(copy);
  const [largest] = files.toSorted((one, other) => other.size - one.size);
  return join(copy, largest?.path ?? '');
}

/** Byte of a gzip header that changes nothing when the file is decompressed. */
const unusedByte = 9;

async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(unusedByte) ^ 1, unusedByte);
  await writeFile(file, bytes);
}

describe('restore:verify', () => {
  it('detects a row, a total and a trail that are not those of the backup', async () => {
    const directory = newDirectory();
    await runTracker(directory, ['restore', '--from', backup], keys);
    const postgres = startPostgres({ directory, durable: false });
    const { adminUrl } = await postgres.ready;
    await query(
      adminUrl.replace(/postgres$/, 'tracker'),
      `SET session_replication_role = replica;
       DELETE FROM app.victims_identified; DELETE FROM audit.entries WHERE seq = (SELECT min(seq) FROM audit.entries)`,
    );
    await postgres.stop();

    const { code, err } = await runTracker(directory, ['restore:verify', '--from', backup], keys);

    expect(code).toBe(45);
    expect(err).toContain('app.victims_identified has 0 rows, and the backup 1.');
    expect(err).toContain('The totals differ from those of the backup.');
    expect(err).toContain('counts of the ledger differ from a recount.');
    expect(err).toContain('The trail is not whole.');
  });

  it('without a key of the database is refused', async () => {
    const { code, err } = await site.run(['restore:verify'], { VAULT_MASTER_KEY_FILE: '' });

    expect(code).toBe(30);
    expect(err).toMatch(/^30 keys: .*vault-master-key/);
  });
});

describe('docs/operations/backup.md', () => {
  it('shows commands that run as they stand there, on other folders', async () => {
    const shown = (await readShownCommands()).filter(([name]) => name !== 'audit:restore');
    const [target, directory, data] = [join(folder, 'shown'), newDirectory(), join(folder, 'restored')];
    const run = async (args: readonly string[]): Promise<Ended> => {
      const written = (await readdir(target).catch(() => []))[0] ?? '';
      const here = args.map((part) =>
        part
          .replace(/^\/var\/backups\/tracker\/.+/, join(target, written))
          .replace('/var/backups/tracker', target)
          .replace('/var/lib/postgresql/18/restored', data),
      );
      return runTracker(args[0] === 'backup' ? site.directory : directory, here, keys);
    };

    const ended: [string, number | null][] = [];
    // The record of this spec is not signed. That of restore-verify.e2e-spec.ts is verified with the options of the signer.
    const unsigned = shown.map((args) => (args[0] === 'restore:verify' ? args.slice(0, 3) : args));
    for (const args of unsigned) ended.push([args[0] ?? '', (await run(args)).code]);

    expect(ended).toEqual([
      ['backup', 0],
      ['restore', 0],
      ['restore:verify', 0],
      ['restore', 0],
    ]);
  });
});
