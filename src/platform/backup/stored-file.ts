import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BackupRefusal } from './backup-refusal.js';

/** File of a backup as it is stored, so that `sha256sum` can check it. */
export interface StoredFile {
  /** Path below the folder of the backup. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Folder of a backup with the files of the server's data, each compressed. */
export const dataFolder = 'data';
export const compressedSuffix = '.gz';
/** Path of a file of the server's data. It has no part that leads out of the folder. */
const plainPath = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.-]+(?:\/[\w.-]+)*$/;

/** Whether a restore accepts the path of a file or folder. */
export function isPlainPath(value: unknown): boolean {
  return typeof value === 'string' && plainPath.test(value);
}

type Parts = AsyncIterable<Buffer>;

/** Speed matters more than size: the slowest level takes eight times as long and saves a tenth. */
const compression = { level: 1 };

/** Compresses the parts into a new file, and returns its size and checksum once it is on the disk. */
export async function storeFile(file: string, parts: Parts): Promise<Omit<StoredFile, 'path'>> {
  const counter = new Counter();
  const target = createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true });
  await pipeline(parts, createGzip(compression), (source: Parts) => counter.count(source), target);
  return counter.result();
}

/** Decompresses a stored file into a new one. Throws a refusal if its bytes are not those of the manifest. */
export async function extractFile(file: string, stored: StoredFile, target: string): Promise<void> {
  const counter = new Counter();
  const output = createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true });
  try {
    await pipeline(createReadStream(file), (source: Parts) => counter.count(source), createGunzip(), output);
  } catch (fault) {
    if (!isZlibFault(fault)) throw fault;
    throw damaged(stored.path);
  }
  const { size, sha256 } = counter.result();
  if (size !== stored.size || sha256 !== stored.sha256) throw damaged(stored.path);
}

/** Returns the refusal of a backup whose file is missing, cut off or changed. */
export function damaged(path: string): BackupRefusal {
  return new BackupRefusal(
    'damaged-backup',
    `The file ${path} of the backup is not the one that was written. Use another backup.`,
  );
}

class Counter {
  private size = 0;
  private readonly hash = createHash('sha256');

  async *count(source: Parts): AsyncGenerator<Buffer> {
    for await (const part of source) {
      this.size += part.length;
      this.hash.update(part);
      yield part;
    }
  }

  result(): Omit<StoredFile, 'path'> {
    return { size: this.size, sha256: this.hash.digest('hex') };
  }
}

function isZlibFault(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('Z_');
}
