import { readFileSync } from 'node:fs';

/** Minimum of open files: the modules that load at once, then connections of requests and of the database. */
const minDescriptors = 256;

/** Returns the maximum of open files and connections of this process; null where the system does not report it. */
export function readMaxDescriptors(): number | null {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

/** Returns the faults of a limit of open files. */
export function faultsOfDescriptors(max: number | null): string[] {
  if (max === null || max >= minDescriptors) return [];
  return [
    `The process may open ${max} files, and it needs ${minDescriptors}. Raise the limit (\`ulimit -n\`, LimitNOFILE of systemd).`,
  ];
}
