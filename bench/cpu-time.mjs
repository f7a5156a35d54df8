/** CPU time of running processes, which other programs on the machine change less than elapsed time. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Ticks of a second in `/proc/<pid>/stat`, which Linux has fixed for programs. */
const ticksPerSecond = 100;

/** Printed where the system does not show the CPU time of another process. */
export const noCpuTime =
  'This system does not show the CPU time of other processes, so CPU per request is not measured.';

/**
 * Returns the user and system time in milliseconds by process id, without processes that have ended. Returns null
 * where the system does not show it.
 */
export async function readCpuMs(pids) {
  if (process.platform === 'win32') return null;
  const read = existsSync('/proc/self/stat') ? readFromProc : readFromPs;
  return read(pids);
}

async function readFromProc(pids) {
  const times = await Promise.all(pids.map(async (pid) => [pid, await cpuMsOf(pid)]));
  return new Map(times.filter(([, ms]) => ms !== null));
}

/** The scheduler counts nanoseconds for each thread. Without it there are ticks of ten milliseconds. */
async function cpuMsOf(pid) {
  try {
    return (await scheduledMs(pid)) ?? (await tickedMs(pid));
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  }
}

async function scheduledMs(pid) {
  if (!existsSync('/proc/self/schedstat')) return null;
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0')),
  );
  return times.reduce((sum, text) => sum + Number(text.split(' ')[0]) / 1e6, 0);
}

async function tickedMs(pid) {
  const fields = await fieldsOf(pid);
  return ((fields[11] + fields[12]) * 1000) / ticksPerSecond;
}

/** Returns the fields of a process after its name, which is in parentheses and may contain spaces. */
async function fieldsOf(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return text
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
}

async function readFromPs(pids) {
  // `ps` exits with 1 if one of the processes has ended, and still prints the others.
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,time=', '-p', pids.join(',')]).catch(
    (error) => error,
  );
  if (stdout === undefined) return null;
  return new Map(
    stdout
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(/\s+/))
      .map(([pid, time]) => [Number(pid), readDuration(time)]),
  );
}

/** Reads `1-02:03:04`, `02:03` or `2:03.45` as milliseconds. */
export function readDuration(time) {
  const [clock, days = '0'] = time.split('-').toReversed();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1000);
}

/**
 * Returns the user and system time in milliseconds of all processes that a process started: of those that have ended, and of those
 * that run. Returns null where the system does not show it.
 */
async function readCpuMsOfChildren(parent) {
  if (!existsSync('/proc/self/stat')) return null;
  const ended = await fieldsOf(parent);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const running = await Promise.all(pids.map((pid) => fieldsOf(pid).catch(() => null)));
  const ticks = running
    .filter((fields) => fields !== null && fields[1] === parent)
    .reduce((sum, fields) => sum + fields[11] + fields[12], ended[13] + ended[14]);
  return (ticks * 1000) / ticksPerSecond;
}

/** Returns the id of the process that started a process, or null where the system does not show it. */
export async function readParent(pid) {
  return existsSync('/proc/self/stat') ? (await fieldsOf(pid))[1] : null;
}

/** CPU time of a server: its Node process, and the backends of Postgres that serve its connections. */
export class Meter {
  #db;
  #server;
  #last = new Map();
  #total = { node: 0, postgres: 0 };

  /** `server` has the process id, and the name that its connections give themselves. */
  constructor(db, server) {
    this.#db = db;
    this.#server = server;
  }

  /** Returns the milliseconds since the first reading, or null where they cannot be read. */
  async read() {
    const { rows } = await this.#db.query('SELECT pid FROM pg_stat_activity WHERE application_name = $1', [
      this.#server.application,
    ]);
    const times = await readCpuMs([this.#server.pid, ...rows.map(({ pid }) => pid)]);
    if (times === null) return null;
    for (const [pid, ms] of times) {
      this.#total[pid === this.#server.pid ? 'node' : 'postgres'] += ms - (this.#last.get(pid) ?? 0);
    }
    this.#last = times;
    return { ...this.#total };
  }
}

/** Elapsed time of work, and the CPU time of the processes that the bench and the postmaster started. */
export class Stopwatch {
  static async start(postmaster) {
    const watch = new Stopwatch();
    watch.postmaster = postmaster;
    watch.before = await watch.read();
    return watch;
  }

  async stop() {
    const now = await this.read();
    return Object.fromEntries(Object.keys(now).map((name) => [name, now[name] - this.before[name]]));
  }

  async read() {
    const seconds = performance.now() / 1000;
    if (this.postmaster === null) return { seconds };
    const [node, postgres] = [await readCpuMsOfChildren(process.pid), await readCpuMsOfChildren(this.postmaster)];
    return { seconds, node, postgres };
  }
}
