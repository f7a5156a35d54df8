import { RefusedFile } from '../../platform/files/refused-file.js';
import { zipEntries, type ZipEntry, type ZipLimits } from '../../platform/files/zip.js';
import { readDirectory } from '../../platform/files/zip-directory.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { maxTipBytes, parseTipFile, type TipFile } from './formats/tip-file.js';

export const maxImportBytes = 16_777_216;
/** Accepted media types of an upload. The file's own bytes determine its format. */
export const tipTypes = [
  'application/json',
  'application/xml',
  'text/xml',
  'application/zip',
  'application/x-zip-compressed',
  'application/octet-stream',
] as const;

const limits: ZipLimits = { entries: 2000, entryBytes: maxTipBytes, totalBytes: 134_217_728, ratio: 200 };
const maxTips = 500;
const reportNamePattern = /\.(?:json|xml)$/i;
const archiveNamePattern = /\.zip$/i;
const pdfNamePattern = /\.pdf$/i;
const ignoredNamePattern = /(?:^|[/\\])(?:__MACOSX[/\\]|\.)/;

/** A tip of the file, read on demand. Reading throws for an invalid tip. */
export interface UnparsedTip {
  /** Position in the archive, from 1; a file with a single tip has position 1. */
  readonly position: number;
  /** Reads it at an instant. Times far after it are unreadable. */
  readonly read: (now: Date) => TipFile;
}

/** The tips in a file, and the number of archive entries that are not reports. */
export interface TipArchive {
  readonly tips: readonly UnparsedTip[];
  readonly leftClosed: number;
}

/**
 * Returns the tips of a report or an archive; throws 422 for an unreadable one. Only entries named as reports, and the archives of a bulk
 * download, are ever unpacked: others may be content that the tracker must not store.
 */
export function readTipArchive(file: Buffer): TipArchive {
  if (file.length === 0) throw InvalidInput.forPath('', 'is empty');
  if (!isZip(file)) return { tips: [{ position: 1, read: (now) => parseTipFile(file, now) }], leftClosed: 0 };
  const opened = new OpenedArchive();
  rejectRefused(() => {
    opened.readEntries(file, 0);
  });
  const { tips, leftClosed } = opened;
  if (tips.length === 0) throw InvalidInput.forPath('', opened.adviceWithoutReport());
  return { tips, leftClosed };
}

/** The reports of an archive and of the archives in it, one level deep. All of them share the limits of one. */
class OpenedArchive {
  readonly tips: UnparsedTip[] = [];
  leftClosed = 0;
  private pdfs = 0;
  private entriesLeft = limits.entries;
  private bytesLeft = limits.totalBytes;
  /** Number of entries of the inner archives before the current entry. */
  private innerEntries = 0;

  readEntries(archive: Buffer, depth: number, positionBefore = 0): void {
    const { length: count } = readDirectory(archive, this.entriesLeft);
    const allowed = { ...limits, entries: this.entriesLeft, totalBytes: this.bytesLeft };
    const entries = zipEntries(archive, allowed, (name) => this.isWanted(name));
    this.entriesLeft -= count;
    this.bytesLeft = entries.reduce((left, { size }) => left - size, this.bytesLeft);
    for (const entry of entries) {
      const position = positionBefore + this.innerEntries + entry.position;
      if (!archiveNamePattern.test(entry.name)) this.add({ position, read: (now) => parseTipFile(entry.bytes(), now) });
      else this.readInner(entry, position, depth);
    }
  }

  adviceWithoutReport(): string {
    const found = 'is an archive without a report in JSON or XML';
    return this.pdfs === 0 ? found : `${found}: send each of its PDF files to POST /tip-proposals`;
  }

  /** Opens an inner archive. A fault of it refuses that entry alone. */
  private readInner(entry: ZipEntry, position: number, depth: number): void {
    try {
      if (depth > 0) {
        throw new RefusedFile('archive-in-archive', 'is an archive two levels deep: unpack it and send its content');
      }
      const left = this.entriesLeft;
      this.readEntries(entry.archiveBytes(), depth + 1, position - this.innerEntries);
      this.innerEntries += left - this.entriesLeft;
    } catch (refused) {
      if (!(refused instanceof RefusedFile)) throw refused;
      this.add({
        position,
        read: () => {
          throw refused;
        },
      });
    }
  }

  private add(tip: UnparsedTip): void {
    if (this.tips.length === maxTips) {
      throw InvalidInput.forPath('', `is an archive of more than ${maxTips} reports`);
    }
    this.tips.push(tip);
  }

  private isWanted(name: string): boolean {
    const isIgnored = ignoredNamePattern.test(name);
    if (!isIgnored && (reportNamePattern.test(name) || archiveNamePattern.test(name))) return true;
    this.leftClosed += 1;
    if (!isIgnored && pdfNamePattern.test(name)) this.pdfs += 1;
    return false;
  }
}

function isZip(file: Buffer): boolean {
  return file.length > 3 && file.toString('latin1', 0, 2) === 'PK' && [0x0304, 0x0506].includes(file.readUInt16BE(2));
}

function rejectRefused<T>(read: () => T): T {
  try {
    return read();
  } catch (refused) {
    if (refused instanceof RefusedFile) throw InvalidInput.forPath('', refused.detail);
    throw refused;
  }
}
