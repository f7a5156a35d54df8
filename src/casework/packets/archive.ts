import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';

export interface PacketFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Checksum list of an unpacked archive, for `sha256sum --check SHA256SUMS` or a similar tool. */
export const checksumsPath = 'SHA256SUMS';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns a ZIP archive of the files and their checksum list. The same files and time give the same bytes. */
export function createArchive(files: readonly PacketFile[], createdAt: Date): Uint8Array {
  const sums = files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('');
  const entries: Zippable = {};
  // ZIP times have no time zone and are written as local time, so the offset shifts them to UTC.
  const mtime = new Date(createdAt.getTime() + createdAt.getTimezoneOffset() * 60_000);
  for (const { path, bytes } of [...files, { path: checksumsPath, bytes: Buffer.from(sums) }]) {
    entries[path] = [bytes, { mtime, level: 6 }];
  }
  return zipSync(entries);
}
