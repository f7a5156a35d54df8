import { RefusedFile } from './refused-file.js';

export interface ListedEntry {
  readonly position: number;
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly dataAt: number;
}

interface ListEnd {
  readonly count: number;
  readonly listAt: number;
  readonly listSize: number;
}

const localMark = 0x04034b50;
const listedMark = 0x02014b50;
const endMark = 0x06054b50;
const localLength = 30;
const listedLength = 46;
const endLength = 22;
const maxCommentLength = 0xffff;
const zip64Mark = 0xffffffff;
const encryptedFlags = 0x0041;
const utf8Flag = 0x0800;

/**
 * Parses the central directory of a ZIP (APPNOTE 6.3) and compares it with the local headers. It rejects
 * contradictions, overlapping entries and entries outside the archive, as malicious archives have them.
 */
export function readDirectory(archive: Buffer, maxEntries: number): ListedEntry[] {
  const { count, listAt, listSize } = endOf(archive);
  if (count > maxEntries) throw new RefusedFile('too-many-entries', `holds more than ${maxEntries} entries`);
  const entries: ListedEntry[] = [];
  let at = listAt;
  for (let position = 1; position <= count; position += 1) {
    if (at + listedLength > listAt + listSize || archive.readUInt32LE(at) !== listedMark) throw damagedFault();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const end = at + listedLength + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
    if (end > listAt + listSize) throw damagedFault();
    entries.push(entryAt(archive, at, position, nameLength ?? 0, listAt));
    at = end;
  }
  if (at !== listAt + listSize) throw damagedFault();
  requireDisjoint(entries);
  return entries;
}

/** Finds the end record, after which a comment may follow. Without one the archive is truncated or no ZIP. */
function endOf(archive: Buffer): ListEnd {
  const isZip = archive.length >= 4 && [localMark, endMark].includes(archive.readUInt32LE(0));
  if (!isZip) throw new RefusedFile('not-a-zip', 'is not a ZIP');
  const earliest = Math.max(0, archive.length - endLength - maxCommentLength);
  for (let at = archive.length - endLength; at >= earliest; at -= 1) {
    if (archive.readUInt32LE(at) !== endMark) continue;
    if (at + endLength + archive.readUInt16LE(at + 20) !== archive.length) continue;
    return endAt(archive, at);
  }
  throw new RefusedFile('truncated-zip', 'is an incomplete ZIP: its list of entries is missing');
}

function endAt(archive: Buffer, at: number): ListEnd {
  const count = archive.readUInt16LE(at + 10);
  const [listSize, listAt] = [archive.readUInt32LE(at + 12), archive.readUInt32LE(at + 16)];
  if (count === 0xffff || listSize === zip64Mark || listAt === zip64Mark) {
    throw new RefusedFile('large-zip', 'is a ZIP64 archive, which is not supported');
  }
  if (archive.readUInt16LE(at + 4) !== 0 || archive.readUInt16LE(at + 8) !== count) {
    throw new RefusedFile('split-zip', 'is one part of a split ZIP');
  }
  if (listAt + listSize !== at) throw damagedFault();
  return { count, listAt, listSize };
}

function entryAt(archive: Buffer, at: number, position: number, nameLength: number, listAt: number): ListedEntry {
  const flags = archive.readUInt16LE(at + 8);
  const method = archive.readUInt16LE(at + 10);
  const [crc, packedSize, size] = [16, 20, 24].map((field) => archive.readUInt32LE(at + field)) as [
    number,
    number,
    number,
  ];
  const headerAt = archive.readUInt32LE(at + 42);
  if ([packedSize, size, headerAt].includes(zip64Mark)) {
    throw new RefusedFile('large-zip', 'is a ZIP64 archive, which is not supported');
  }
  const name = archive.subarray(at + listedLength, at + listedLength + nameLength);
  const dataAt = dataAfter(archive, headerAt, { name, flags, method, listAt });
  if (dataAt + packedSize > listAt) throw damagedFault();
  return {
    position,
    name: name.toString((flags & utf8Flag) === 0 ? 'latin1' : 'utf8'),
    method,
    isEncrypted: (flags & encryptedFlags) !== 0,
    crc,
    packedSize,
    size,
    dataAt,
  };
}

function dataAfter(
  archive: Buffer,
  headerAt: number,
  listed: { readonly name: Buffer; readonly flags: number; readonly method: number; readonly listAt: number },
): number {
  const { name, flags, method, listAt } = listed;
  if (headerAt + localLength > listAt || archive.readUInt32LE(headerAt) !== localMark) throw damagedFault();
  const nameAt = headerAt + localLength;
  const nameLength = archive.readUInt16LE(headerAt + 26);
  const fits =
    archive.readUInt16LE(headerAt + 6) === flags &&
    archive.readUInt16LE(headerAt + 8) === method &&
    archive.subarray(nameAt, nameAt + nameLength).equals(name);
  if (!fits) throw damagedFault();
  return nameAt + nameLength + archive.readUInt16LE(headerAt + 28);
}

/** Rejects overlapping entries, which can expand to more than the archive contains. */
function requireDisjoint(entries: readonly ListedEntry[]): void {
  const inOrder = [...entries].sort((one, other) => one.dataAt - other.dataAt);
  inOrder.forEach(({ dataAt }, index) => {
    const before = inOrder[index - 1];
    if (before && before.dataAt + before.packedSize + localLength > dataAt) throw damagedFault();
  });
}

function damagedFault(): RefusedFile {
  return new RefusedFile('damaged-zip', 'is damaged: its list and its entries do not match');
}
