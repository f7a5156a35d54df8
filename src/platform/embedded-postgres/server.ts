import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { ignoreErrors, writeAtomically } from '../files/private-file.js';
import { tryPort } from '../http/listening-port.js';
import { clearStaleFile, type Postmaster, runningPostmaster } from './postmaster-file.js';
import { asUser, plainEnvironment, run } from './run.js';
import { parsePort, type Settings, settingsFile, settingsText, startupPrefix } from './settings.js';

/** Postgres that ended before it was ready. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';

  /** Whether the cause is another Postgres that is starting or stopping, which will pass. */
  get isTransient(): boolean {
    return /shared memory block|lock file|address already in use/i.test(this.message);
  }
}

const maxLogFiles = 5;

const maxOutputLength = 65_536;

/** Starts Postgres on a stopped cluster and waits until it accepts connections, including any recovery. */
export async function launch(cluster: Cluster, settings: Settings): Promise<Postmaster> {
  const { data, home, binaries, user } = cluster;
  await clearStaleFile(data);
  await writeAtomically(join(data, settingsFile), settingsText(settings), user);
  // Each start has its own file, so that concurrent starts do not mix their output.
  const log = join(home, `${startupPrefix}${randomUUID()}`);
  const output = await open(log, 'wx+', 0o600);
  try {
    // A session of its own protects Postgres from Ctrl-C, because the application must disconnect first.
    const child = spawn(binaries.postgres, ['-D', data], {
      cwd: data,
      detached: true,
      env: plainEnvironment(),
      stdio: ['ignore', output.fd, output.fd],
      windowsHide: true,
      ...asUser(user),
    });
    child.unref();
    return await waitUntilReady(child, cluster, output);
  } finally {
    await output.close();
    await rename(log, join(home, 'startup.log')).catch(() => rm(log, { force: true }));
  }
}

/** Stops Postgres in order, with all sessions closed and all data written, and waits for its end. */
export async function shutDown({ data, binaries, user }: Cluster): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!(await runningPostmaster(data))) return;
    await run(binaries.pgCtl, ['stop', '-D', data, '-m', mode, '-w', '-t', '60'], { cwd: data, user });
  }
}

/** Returns the last port if it is free, otherwise another free port. */
export async function choosePort({ data }: Cluster): Promise<number> {
  const text = await ignoreErrors(readFile(join(data, settingsFile), 'utf8'), 'ENOENT');
  const last = parsePort(text ?? '');
  const host = '127.0.0.1';
  return tryPort(last ?? 0, host).catch(() => tryPort(0, host));
}

/** Deletes old log files. Postgres starts a new one every 10 MB. */
export async function pruneLog({ data }: Cluster): Promise<void> {
  for (const file of (await logFiles(data)).slice(0, -maxLogFiles)) await rm(file, { force: true });
}

async function waitUntilReady(child: ChildProcess, cluster: Cluster, output: FileHandle): Promise<Postmaster> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure = `it ended with ${String(code ?? signal)}`));
  for (;;) {
    if (failure !== undefined)
      throw new ServerFailure(`Postgres did not start: ${await lastOutput(cluster, output, failure)}`);
    const postmaster = await runningPostmaster(cluster.data);
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return postmaster;
    await delay(15);
  }
}

async function lastOutput({ data }: Cluster, output: FileHandle, failure: string): Promise<string> {
  const newest = (await logFiles(data)).at(-1);
  const { buffer, bytesRead } = await output.read(Buffer.alloc(maxOutputLength), 0, maxOutputLength, 0);
  const texts = [buffer.toString('utf8', 0, bytesRead), newest ? await readFile(newest, 'utf8').catch(() => '') : ''];
  const said = texts.flatMap((text) => text.split('\n')).filter((line) => /FATAL|PANIC|could not|error:/.test(line));
  return [...said.slice(-4), failure].join('; ');
}

async function logFiles(data: string): Promise<string[]> {
  const folder = join(data, 'log');
  const names = (await ignoreErrors(readdir(folder), 'ENOENT')) ?? [];
  return names
    .filter((name) => /^postgres-[\d-]+\.log$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
