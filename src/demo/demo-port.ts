import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryPort } from '../platform/http/listening-port.js';

const maxTried = 100;

/** Returns the first port from this one on that no program uses, under the address or as `localhost` of IPv6. */
export async function findFreePort(first: number, host: string): Promise<number> {
  for (let port = first; port < first + maxTried; port += 1) {
    if (!(await isInUse(port, host)) && !(await isInUse(port, '::1'))) return port;
  }
  return first;
}

/** Whether a program uses the port. Any other fault is one of the start, which reports it. */
async function isInUse(port: number, host: string): Promise<boolean> {
  try {
    await tryPort(port, host);
    return false;
  } catch (fault) {
    return (fault as { readonly code?: string }).code === 'EADDRINUSE';
  }
}

/** Writes the port of the running demo beside its data, for `npm run call`. */
export async function publishPort(directory: string, url: string): Promise<void> {
  const file = join(directory, 'demo-port');
  await writeFile(file, `${new URL(url).port}\n`);
  process.once('exit', () => {
    rmSync(file, { force: true });
  });
}
