import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasErrorCode, ignoreErrors } from '../files/private-file.js';
import { run } from './run.js';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

const fileName = 'postmaster.pid';

/** Maximum time for another start's Postgres to finish writing the file, even on a busy machine. */
const maxWritingMs = 5000;
const pollMs = 50;

/**
 * Parses the lines of the file: pid, data directory, start, port, socket directory, address, shared memory, status.
 */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? 'starting' };
}

/** Returns the Postgres that runs on this data directory, if any. */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readPostmasterFile(data);
  const postmaster = text === undefined ? undefined : parsePostmaster(text);
  return postmaster && (await isPostgresOn(data, postmaster.pid)) ? postmaster : undefined;
}

/**
 * Removes a stale or truncated file that would prevent a start. In containers its process id often belongs to another
 * process.
 */
export async function clearStaleFile(data: string): Promise<void> {
  const text = await writtenPostmasterFile(data);
  if (text === undefined) return;
  const postmaster = parsePostmaster(text);
  if (postmaster && (!exists(postmaster.pid) || (await isPostgresOn(data, postmaster.pid)))) return;

  // The file is renamed before the check, so that a Postgres started meanwhile gets its own file back.
  const file = join(data, fileName);
  const aside = `${file}.${randomUUID()}`;
  if (
    (await ignoreErrors(
      rename(file, aside).then(() => true),
      'ENOENT',
    )) === undefined
  )
    return;
  if ((await readFile(aside, 'utf8')) !== text) await ignoreErrors(link(aside, file), 'EEXIST');
  await rm(aside);
}

/** Reads the file once it has a process id. A file that never gets one was truncated. */
async function writtenPostmasterFile(data: string): Promise<string | undefined> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const text = await readPostmasterFile(data);
    if (text === undefined || parsePostmaster(text) || waitedMs >= maxWritingMs) return text;
    await delay(pollMs);
  }
}

function readPostmasterFile(data: string): Promise<string | undefined> {
  return ignoreErrors(readFile(join(data, fileName), 'utf8'), 'ENOENT');
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasErrorCode(error, 'EPERM');
  }
}

/** Whether the process is a Postgres on this data directory. The id alone proves nothing, because ids are reused. */
async function isPostgresOn(data: string, pid: number): Promise<boolean> {
  if (!exists(pid)) return false;
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') {
    const { output } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { cwd: '/' });
    return output.includes('postgres') && output.includes(data);
  }
  const [program = '', ...parameters] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  if (basename(program) !== 'postgres') return false;
  return parameters.includes(data) || (await isSameFolder(`/proc/${pid}/cwd`, data));
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one).catch(() => undefined), stat(other)]);
  return a !== undefined && a.dev === b.dev && a.ino === b.ino;
}
