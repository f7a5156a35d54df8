import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';

/** A file of a packet: its path in the archive, and its bytes. */
export interface PacketFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The list by which `sha256sum --check SHA256SUMS`, or any other tool of its kind, verifies what was unpacked. */
export const sumsPath = 'SHA256SUMS';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One archive of the files and the list of their hashes. The same files at the same time are the same bytes. */
export function archiveOf(files: readonly PacketFile[], at: Date): Uint8Array {
  const sums = files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('');
  const entries: Zippable = {};
  // The format knows no zone: its times are read as the reader's own. So they are those of UTC.
  const mtime = new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
  for (const { path, bytes } of [...files, { path: sumsPath, bytes: Buffer.from(sums) }]) {
    entries[path] = [bytes, { mtime, level: 6 }];
  }
  return zipSync(entries);
}
