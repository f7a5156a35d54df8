import { afterAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, chown, cp, lstat, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { packageOfThisMachine, makeRunnable } from '../../src/platform/embedded-postgres/binaries.js';
import { runningPostmaster } from '../../src/platform/embedded-postgres/postmaster-file.js';
import { run } from '../../src/platform/embedded-postgres/run.js';
import {
  canEnter,
  isRoot,
  lookUpUser,
  findUnprivilegedUser,
} from '../../src/platform/embedded-postgres/server-user.js';
import { type StartedPostgres, startPostgres } from '../setup/start-postgres.js';
import { until } from '../support/until.js';

const directories: string[] = [];
const processes: ChildProcess[] = [];

/** Tests that need root, and show that Postgres runs without root's privileges. */
const itAsRoot = isRoot() ? it : it.skip;

const nobody = (await lookUpUser('nobody')) ?? { name: 'nobody', uid: 65534, gid: 65534 };

/** Tests that need root and a checkout that other users can read. */
const itAsNobody = isRoot() && (await canEnter(nobody, process.cwd())) ? it : it.skip;

afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  for (const directory of directories) {
    const home = await realpath(join(directory, 'postgres')).catch(() => undefined);
    if (home) await endLeftover(home);
    if (home) await rm(home, { recursive: true, force: true, maxRetries: 3 });
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
});

describe('a first start', () => {
  it('creates a database that only its own roles can use, each with minimal rights', async () => {
    const { ownerUrl, appUrl, authUrl, signerUrl, auditorUrl, purgeUrl, stop } = await started(await newDirectory());

    const { rows: roles } = await query(
      ownerUrl,
      `SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
         FROM pg_roles WHERE rolname LIKE 'tracker_%' ORDER BY rolname`,
    );
    const powerless = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(roles).toEqual([
      { rolname: 'tracker_app', rolcanlogin: true, ...powerless },
      { rolname: 'tracker_auditor', rolcanlogin: true, ...powerless },
      { rolname: 'tracker_auth', rolcanlogin: true, ...powerless },
      { rolname: 'tracker_eraser', rolcanlogin: false, ...powerless },
      { rolname: 'tracker_oversight', rolcanlogin: false, ...powerless },
      { rolname: 'tracker_owner', rolcanlogin: true, ...powerless },
      { rolname: 'tracker_purge', rolcanlogin: true, ...powerless },
      { rolname: 'tracker_signer', rolcanlogin: true, ...powerless },
    ]);
    await query(ownerUrl, 'CREATE SCHEMA app; SET ROLE tracker_oversight; SELECT 1');
    for (const url of [appUrl, authUrl, signerUrl, auditorUrl, purgeUrl]) {
      await expect(query(url, 'CREATE TABLE t ()')).rejects.toThrow('no schema has been selected');
      await expect(query(url, 'CREATE TABLE public.t ()')).rejects.toThrow('permission denied');
      await expect(query(url, 'CREATE TEMP TABLE t ()')).rejects.toThrow('permission denied');
      await expect(query(url, 'SET ROLE tracker_owner')).rejects.toThrow('permission denied');
      await expect(query(url.replace(/tracker$/, 'postgres'), 'SELECT 1')).rejects.toThrow('permission denied');
      await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password authentication');
    }
    await stop();
  });

  it('configures Postgres for durability, logs without data, and local connections only', async () => {
    const directory = await newDirectory();
    const { ownerUrl, adminUrl, stop } = await started(directory, { durable: true });

    const { rows } = await query(
      adminUrl,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'TimeZone',
        'listen_addresses', 'unix_socket_directories', 'log_min_messages', 'log_min_error_statement', 'server_encoding',
        'log_error_verbosity', 'log_parameter_max_length_on_error')`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [String(name), setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      TimeZone: 'UTC',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      log_min_messages: 'log',
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
      log_parameter_max_length_on_error: '0',
      server_encoding: 'UTF8',
    });
    await expect(query(ownerUrl, `SELECT 'Jane Roe'::uuid`)).rejects.toThrow('Jane Roe');
    expect(await textOfLogs(directory)).not.toContain('Jane Roe');
    expect(await textOfLogs(directory)).toContain('ready to accept connections');
    expect((await stat(passwordsFile(directory))).mode & 0o777).toBe(0o600);
    await stop();
  });

  it('works in a path with spaces, accents and shell metacharacters', async () => {
    const parent = await newDirectory();
    const directory = join(parent, `Übung für "Task Force" $HOME's`, '.data');
    directories.unshift(directory);

    const { ownerUrl, stop } = await started(directory);
    await remember(ownerUrl, 'kept');
    await stop();

    const again = await started(directory);
    expect(await remembered(again.ownerUrl)).toEqual(['kept']);
    await again.stop();
  });

  it('recovers from a first start killed at any moment', async () => {
    const directory = await newDirectory();
    for (const aliveForMs of [250, 450, 650]) {
      const first = begin(directory);
      await delay(aliveForMs);
      first.child.kill('SIGKILL');
      await first.exited;
    }
    const whileMaking = begin(directory);
    const home = join(directory, 'postgres');
    await until(async () => (await readdir(home).catch(() => [])).length > 0);
    whileMaking.child.kill('SIGKILL');
    await whileMaking.exited;

    const { ownerUrl, stop } = await started(directory);

    await remember(ownerUrl, 'kept');
    expect(await remembered(ownerUrl)).toEqual(['kept']);
    await stop();
    // A start that finds the Postgres of a killed one running takes it over, and has no output of its own.
    expect((await readdir(home)).filter((name) => name !== 'startup.log')).toEqual(['cluster']);
  });
});

describe('a start on existing data', () => {
  it('finds them after an orderly stop, at the same address', async () => {
    const directory = await usedDirectory();
    const first = await started(directory);
    await remember(first.ownerUrl, 'kept');
    expect(await first.stop()).toBe(0);
    await expect(query(first.ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

    const second = await started(directory);

    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(await remembered(second.ownerUrl)).toEqual(['kept']);
    await second.stop();
  });

  it('takes over the Postgres of a killed tracker', async () => {
    const directory = await usedDirectory();
    const first = await started(directory);
    await remember(first.ownerUrl, 'kept');
    first.child.kill('SIGKILL');
    await first.exited;

    const running = await postmasterOf(directory);
    const second = await started(directory);

    expect(await postmasterOf(directory)).toBe(running);
    expect(await remembered(second.ownerUrl)).toEqual(['kept']);
    await second.stop();
    await expect(query(second.ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('restarts that Postgres when its settings differ', async () => {
    const directory = await usedDirectory();
    const first = begin(directory);
    await remember((await first.ready).ownerUrl, 'kept');
    first.child.kill('SIGKILL');
    await first.exited;

    const second = await started(directory, { durable: true });

    expect((await query(second.ownerUrl, 'SHOW fsync')).rows).toEqual([{ fsync: 'on' }]);
    expect(await remembered(second.ownerUrl)).toEqual(['kept']);
    await second.stop();
  });

  it('recovers when Postgres was killed with its tracker, even if its process id was reused', async () => {
    const directory = await usedDirectory();
    const first = await started(directory);
    await remember(first.ownerUrl, 'kept');
    const postmaster = await postmasterOf(directory);
    first.child.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    await first.exited;
    const stranger = await strangerAmong(directory);
    const file = join(directory, 'postgres/cluster/data/postmaster.pid');
    await overwrite(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)));

    const second = await started(directory);

    expect(await remembered(second.ownerUrl)).toEqual(['kept']);
    expect(stranger.exitCode).toBeNull();
    await second.stop();
    await overwrite(file, '');

    const third = await started(directory);

    expect(await remembered(third.ownerUrl)).toEqual(['kept']);
    await third.stop();
  });

  it('replaces the passwords when their file is truncated', async () => {
    const directory = await usedDirectory();
    const first = await started(directory);
    await remember(first.ownerUrl, 'kept');
    first.child.kill('SIGKILL');
    await first.exited;
    await writeFile(passwordsFile(directory), '{"superuser":"Zm9v');

    const second = await started(directory);

    expect(await remembered(second.ownerUrl)).toEqual(['kept']);
    expect(second.ownerUrl).not.toBe(first.ownerUrl);
    await second.stop();
  });

  it('uses another port when its own is taken', async () => {
    const directory = await usedDirectory();
    const first = await started(directory);
    await remember(first.ownerUrl, 'kept');
    await first.stop();
    const squatters = [await squat(Number(new URL(first.ownerUrl).port)), await squat(5432).catch(() => undefined)];

    const second = await started(directory);

    expect(new URL(second.ownerUrl).port).not.toBe(new URL(first.ownerUrl).port);
    expect(await remembered(second.ownerUrl)).toEqual(['kept']);
    await second.stop();
    for (const squatter of squatters) squatter?.close();
  });
});

describe('a second tracker on the same data', () => {
  it('is refused in plain words, without effect on the first', async () => {
    const directory = await usedDirectory();
    const first = await started(directory);

    await expect(begin(directory).ready).rejects.toMatchObject({
      name: 'AlreadyRunning',
      message: `A tracker is already running on ${directory}. Stop it first, or set DATA_DIRECTORY to another folder.`,
    });

    await remember(first.ownerUrl, 'kept');
    await first.stop();
  });

  it('is refused when both make their first start concurrently', async () => {
    const directory = await newDirectory();

    const starts = [begin(directory), begin(directory), begin(directory)];
    const outcomes = await Promise.allSettled(starts.map(({ ready }) => ready));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'AlreadyRunning' });
    }
    for (const { stop } of starts) await stop();
  });
});

describe('a running tracker', () => {
  it('restarts a killed Postgres at the same address', async () => {
    const directory = await usedDirectory();
    const { ownerUrl, events, stop } = await started(directory);
    await remember(ownerUrl, 'kept');

    process.kill(await postmasterOf(directory), 'SIGKILL');
    await until(() => events.some(({ say }) => say === 'Postgres runs again.'));

    expect(await remembered(ownerUrl)).toEqual(['kept']);
    await expect(begin(directory).ready).rejects.toMatchObject({ name: 'AlreadyRunning' });
    await stop();
    await expect(query(ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('root', () => {
  itAsRoot('stores the data elsewhere when Postgres cannot enter the checkout, and keeps all permissions', async () => {
    const closed = await newDirectory();
    await chmod(closed, 0o700);
    const directory = join(closed, '.data');
    directories.unshift(directory);

    const first = await started(directory);

    const place = join(directory, 'postgres');
    expect((await lstat(place)).isSymbolicLink()).toBe(true);
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
    expect(first.events.map(({ say }) => say)).toEqual([
      expect.stringContaining(`The data are in ${await realpath(place)}`),
    ]);
    await remember(first.ownerUrl, 'kept');
    await first.stop();
    const second = await started(directory);
    expect(await remembered(second.ownerUrl)).toEqual(['kept']);
    expect(second.events.map(({ say }) => say).join()).toBe('');
    await second.stop();

    await rm(await realpath(place), { recursive: true });
    await expect(begin(directory).ready).rejects.toThrow('links to a folder that does not exist');
  });

  itAsRoot('copies the programs when Postgres cannot read them or the install script did not run', async () => {
    const user = await findUnprivilegedUser();
    const closed = await newDirectory();
    const copies = join(await newDirectory(), 'copies');
    const brought = await packageOfThisMachine();
    const folder = join(closed, 'linux');
    await cp(brought.folder, folder, { recursive: true, verbatimSymlinks: true });
    const lib = join(folder, 'native/lib');
    for (const name of await readdir(lib)) {
      if ((await lstat(join(lib, name))).isSymbolicLink()) await rm(join(lib, name));
    }
    const there = { folder, version: '1' };

    expect((await makeRunnable(there, user, copies)).postgres).toContain(folder);
    await chmod(closed, 0o700);
    const both = await Promise.all([makeRunnable(there, user, copies), makeRunnable(there, user, copies)]);

    for (const { postgres } of both) {
      expect(postgres).toBe(join(copies, 'linux-1/bin/postgres'));
      expect((await run(postgres, ['--version'], { cwd: '/', user })).output).toContain('(PostgreSQL) 18');
    }
    expect(await readdir(copies)).toEqual(['linux-1']);
  });

  itAsNobody('is optional: an ordinary user runs Postgres itself', async () => {
    const directory = await newDirectory();
    await chown(directory, nobody.uid, nobody.gid);

    const { ownerUrl, stop } = await started(directory, { uid: nobody.uid, gid: nobody.gid });

    await remember(ownerUrl, 'kept');
    expect((await stat(join(directory, 'postgres/cluster/data'))).uid).toBe(nobody.uid);
    await stop();
    const asRoot = await started(directory);
    expect(await remembered(asRoot.ownerUrl)).toEqual(['kept']);
    await asRoot.stop();
  });
});

type Started = StartedPostgres & Awaited<StartedPostgres['ready']>;

interface Circumstances {
  readonly durable?: boolean;
  readonly uid?: number;
  readonly gid?: number;
}

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tracker-embedded-'));
  await chmod(directory, 0o711);
  directories.push(directory);
  return directory;
}

let used: Promise<string> | undefined;

/** Returns a copy of a directory with the data of a stopped tracker, because the first start takes longest. */
async function usedDirectory(): Promise<string> {
  used ??= (async () => {
    const first = await newDirectory();
    await (await started(first)).stop();
    return first;
  })();
  const original = await used;
  const directory = await newDirectory();
  // Where Postgres cannot enter the directory, its data are elsewhere.
  if ((await lstat(join(original, 'postgres'))).isSymbolicLink()) return directory;
  execFileSync('cp', ['-a', join(original, 'postgres'), directory]);
  return directory;
}

/** Not durable unless a test needs it: these tests kill processes, not machines. */
function begin(directory: string, { durable = false, ...user }: Circumstances = {}): StartedPostgres {
  const postgres = startPostgres({ directory, durable }, user);
  processes.push(postgres.child);
  return postgres;
}

async function started(directory: string, circumstances?: Circumstances): Promise<Started> {
  const postgres = begin(directory, circumstances);
  return { ...postgres, ...(await postgres.ready) };
}

async function query(connectionString: string, statement: string, parameters?: string[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query(statement, parameters);
  } finally {
    await client.end();
  }
}

async function remember(ownerUrl: string, word: string): Promise<void> {
  await query(ownerUrl, 'CREATE SCHEMA IF NOT EXISTS memory; CREATE TABLE IF NOT EXISTS memory.words (word text)');
  await query(ownerUrl, 'INSERT INTO memory.words VALUES ($1)', [word]);
}

async function remembered(ownerUrl: string): Promise<unknown[]> {
  const { rows } = await query(ownerUrl, 'SELECT word FROM memory.words');
  return rows.map(({ word }: { word: string }) => word);
}

function passwordsFile(directory: string): string {
  return join(directory, 'postgres/cluster/passwords.json');
}

async function textOfLogs(directory: string): Promise<string> {
  const folder = join(directory, 'postgres/cluster/data/log');
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  return texts.join('');
}

async function postmasterOf(directory: string): Promise<number> {
  return Number((await readFile(join(directory, 'postgres/cluster/data/postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Starts a process of the user that runs Postgres; Postgres takes only such a process for another Postgres. */
async function strangerAmong(directory: string): Promise<ChildProcess> {
  const { uid, gid } = await stat(join(directory, 'postgres/cluster/data'));
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], {
    cwd: '/',
    uid,
    gid,
    stdio: 'ignore',
  });
  processes.push(stranger);
  return stranger;
}

async function overwrite(file: string, text: string): Promise<void> {
  const { uid, gid } = await stat(join(file, '..'));
  await writeFile(file, text, { mode: 0o600 });
  await chown(file, uid, gid);
}

function squat(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

async function endLeftover(home: string): Promise<void> {
  const postmaster = await runningPostmaster(join(home, 'cluster/data')).catch(() => undefined);
  if (postmaster) process.kill(postmaster.pid, 'SIGQUIT');
}
