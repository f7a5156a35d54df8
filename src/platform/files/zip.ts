import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { partsOf } from '../streams/owned-stream.js';
import { RefusedFile } from './refused-file.js';
import { readDirectory, type ListedEntry } from './zip-directory.js';

export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  readonly ratio: number;
}

/** Entry of an archive. Its name is never used as a path. */
export interface ZipEntry {
  readonly position: number;
  readonly name: string;
  /** Unpacked size from the directory. No more is unpacked. */
  readonly size: number;
  bytes(): Buffer;
  /** Unpacks an entry that may itself be an archive. */
  archiveBytes(): Buffer;
  /** Unpacks the entry part by part on demand, so that it is never whole in memory. */
  pieces(): AsyncGenerator<Buffer, void, undefined>;
}

const stored = 0;
const deflated = 8;
/** Size below which a high ratio is harmless. */
const minRatioBytes = 65_536;
const pieceBytes = 65_536;

const archives: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x28, 0xb5, 0x2f, 0xfd],
];

/**
 * Returns the requested entries of a ZIP, in the order of its directory. Faults of an entry are thrown when it is read.
 * It unpacks into no more space than the directory declares, so a small archive cannot expand without limit.
 */
export function zipEntries(archive: Buffer, limits: ZipLimits, isWanted: (name: string) => boolean): ZipEntry[] {
  const directory = readDirectory(archive, limits.entries);
  const wanted = directory.filter(({ name }) => !name.endsWith('/') && isWanted(name));
  const total = wanted.reduce((bytes, { size }) => bytes + size, 0);
  if (total > limits.totalBytes) {
    throw new RefusedFile('too-large-unpacked', `is larger than ${limits.totalBytes} bytes when unpacked`);
  }
  const names = new Set<string>();
  return wanted.map((entry) => {
    const isTwice = names.has(entry.name);
    names.add(entry.name);
    const packed = (): Buffer => {
      if (isTwice) throw new RefusedFile('name-twice', 'has the same name as another entry');
      return packedBytes(archive, entry, limits);
    };
    return {
      position: entry.position,
      name: entry.name,
      size: entry.size,
      bytes: () => rejectArchive(unpack(packed(), entry)),
      archiveBytes: () => unpack(packed(), entry),
      pieces: () => unpackPieces(packed, entry),
    };
  });
}

function packedBytes(archive: Buffer, entry: ListedEntry, { entryBytes, ratio }: ZipLimits): Buffer {
  if (entry.isEncrypted) throw new RefusedFile('encrypted', 'is encrypted');
  if (entry.method !== stored && entry.method !== deflated) {
    throw new RefusedFile('unknown-packing', 'uses an unsupported compression; use deflate');
  }
  if (entry.size > entryBytes) {
    throw new RefusedFile('too-large-unpacked', `is larger than ${entryBytes} bytes when unpacked`);
  }
  if (entry.size > minRatioBytes && entry.size > entry.packedSize * ratio) {
    throw new RefusedFile('packed-too-tightly', `becomes more than ${ratio} times as large when unpacked`);
  }
  return archive.subarray(entry.dataAt, entry.dataAt + entry.packedSize);
}

function unpack(packed: Buffer, entry: ListedEntry): Buffer {
  const bytes = entry.method === stored ? Buffer.from(packed) : inflate(packed, entry.size);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw damagedFault();
  return bytes;
}

function rejectArchive(bytes: Buffer): Buffer {
  if (archives.some((mark) => mark.every((byte, at) => bytes[at] === byte))) {
    throw new RefusedFile('archive-in-archive', 'is itself an archive');
  }
  return bytes;
}

async function* unpackPieces(packed: () => Buffer, entry: ListedEntry): AsyncGenerator<Buffer, void, undefined> {
  let [size, crc] = [0, 0];
  for await (const piece of entry.method === stored ? slicesOf(packed()) : inflatePieces(packed())) {
    size += piece.length;
    if (size > entry.size) throw damagedFault();
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size || crc !== entry.crc) throw damagedFault();
}

function* slicesOf(packed: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < packed.length; at += pieceBytes) yield packed.subarray(at, at + pieceBytes);
}

async function* inflatePieces(packed: Buffer): AsyncGenerator<Buffer, void, undefined> {
  const inflate = createInflateRaw({ chunkSize: pieceBytes });
  inflate.end(packed);
  try {
    yield* partsOf(inflate);
  } catch {
    throw damagedFault();
  }
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw damagedFault();
  }
}

function damagedFault(): RefusedFile {
  return new RefusedFile('damaged-zip', "is damaged: its unpacked content does not match the archive's list");
}
