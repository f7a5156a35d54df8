/** Reads the processes of Linux. */
import { readdir, readFile } from 'node:fs/promises';

/** Returns the processes below a process. */
export async function childrenOf(pid) {
  const parents = new Map();
  for (const name of (await readdir('/proc')).filter((one) => /^\d+$/.test(one))) {
    const found = await stateOf(name);
    if (found !== undefined) parents.set(Number(name), found.parent);
  }
  const found = [];
  for (let level = [pid]; level.length > 0;) {
    level = [...parents].filter(([, parent]) => level.includes(parent)).map(([child]) => child);
    found.push(...level);
  }
  return found;
}

/** Sends a signal to processes; those that have ended are left out. */
export function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Whether the process runs or is suspended. One that has ended may wait for its parent to notice. */
export async function isAlive(pid) {
  const found = await stateOf(pid);
  return found !== undefined && found.state !== 'Z' && found.state !== 'X';
}

async function stateOf(pid) {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name of the program may have spaces and parentheses.
  const [state, parent] = line?.slice(line.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined ? undefined : { state, parent: Number(parent) };
}
