import { setTimeout as delay } from 'node:timers/promises';
import { BackupRefusal } from './backup-refusal.js';

const maxReads = 20;
const betweenReadsMs = 20;

/**
 * Reads a small file that the server may be writing, until two successive reads are equal. A single read can have a part
 * of two writes.
 */
export async function readUntilStable(read: () => Promise<Buffer>): Promise<Buffer> {
  let last = await read();
  for (let count = 1; count < maxReads; count += 1) {
    await delay(betweenReadsMs);
    const next = await read();
    if (next.equals(last)) return next;
    last = next;
  }
  throw new BackupRefusal(
    'unsuitable-server',
    `The control file of the server was different in ${maxReads} reads. Run the backup again.`,
  );
}
