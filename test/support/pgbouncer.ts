import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

const execute = promisify(execFile);

/** PgBouncer in transaction mode before a Postgres. */
export interface Pgbouncer {
  through(url: string): string;
  stop(): Promise<void>;
}

/** PgBouncer's program, and the environment with its libraries. */
interface Program {
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Packages of Debian for a machine without PgBouncer: the program, and what else it needs beside the usual libraries. */
const packages = ['pgbouncer', 'libcares2', 'libevent-2.1-7t64'];

/** Time for the download, because a machine without a network must not wait. */
const downloadMs = 60_000;

/** A user without rights, because PgBouncer does not run as root. */
const nobody = 65_534;

/**
 * Returns the installed PgBouncer, or that of Debian unpacked into a folder of the test run. Null where there is
 * neither.
 */
export async function findPgbouncer(): Promise<Program | null> {
  const folder = join(process.env['TEST_RUN_FOLDER'] ?? tmpdir(), 'pgbouncer');
  const installed: Program = { file: 'pgbouncer', env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` } };
  if (await runs(installed)) return installed;
  const unpacked: Program = {
    file: join(folder, 'usr/sbin/pgbouncer'),
    env: { LD_LIBRARY_PATH: join(folder, 'usr/lib', `${machine()}-linux-gnu`) },
  };
  try {
    await mkdir(folder, { recursive: true });
    await chmod(join(folder, '..'), 0o711);
    await execute('apt-get', ['download', ...packages], { cwd: folder, timeout: downloadMs });
    const files = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
    for (const file of files) await execute('dpkg', ['-x', join(folder, file), folder]);
  } catch {
    return null;
  }
  return (await runs(unpacked)) ? unpacked : null;
}

/** Starts a PgBouncer that admits the users of the URLs, with few connections to Postgres. `settings` are lines of its file. */
export async function startPgbouncer(
  { file, env }: Program,
  urls: readonly string[],
  settings: readonly string[] = [],
): Promise<Pgbouncer> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-pgbouncer-'));
  await chmod(folder, 0o755);
  const parsed = urls.map((url) => new URL(url));
  const [{ hostname, port } = new URL('postgres://127.0.0.1')] = parsed;
  const ownPort = await freePort();
  const users = join(folder, 'users');
  const configuration = join(folder, 'pgbouncer.ini');
  await writeFile(users, parsed.map(({ username, password }) => `"${username}" "${password}"\n`).join(''));
  await writeFile(
    configuration,
    [
      '[databases]',
      `* = host=${hostname} port=${port}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${ownPort}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${users}`,
      'pool_mode = transaction',
      'default_pool_size = 3',
      'max_prepared_statements = 200',
      ...settings,
      '',
    ].join('\n'),
  );
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const child = spawn(file, [configuration], { stdio: ['ignore', 'ignore', 'pipe'], env, ...user });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = once(child, 'close');
  while (!(await listens(ownPort))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${log}`);
    await delay(20);
  }
  return {
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(ownPort) }).href,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function runs({ file, env }: Program): Promise<boolean> {
  return execute(file, ['--version'], { env }).then(
    () => true,
    () => false,
  );
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/** Returns the name of the processor in Debian's folders. */
function machine(): string {
  return process.arch === 'arm64' ? 'aarch64' : 'x86_64';
}
