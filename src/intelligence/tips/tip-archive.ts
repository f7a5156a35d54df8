import { RefusedFile } from '../../platform/files/refused-file.js';
import { zipEntries, type ZipLimits } from '../../platform/files/zip.js';
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
const ignoredNamePattern = /(?:^|[/\\])(?:__MACOSX[/\\]|\.)/;

/** A tip of the file, read on demand. Reading throws for an invalid tip. */
export interface UnparsedTip {
  /** Position in the archive, from 1; a file with a single tip has position 1. */
  readonly position: number;
  readonly read: () => TipFile;
}

/** The tips in a file, and the number of archive entries that are not reports. */
export interface TipArchive {
  readonly tips: readonly UnparsedTip[];
  readonly leftClosed: number;
}

/**
 * Returns the tips of a report or an archive; throws 422 for an unreadable one. Only entries named as reports are ever unpacked: others may
 * be content that the tracker must not store.
 */
export function readTipArchive(file: Buffer): TipArchive {
  if (file.length === 0) throw InvalidInput.forPath('', 'is empty');
  if (!isZip(file)) return { tips: [{ position: 1, read: () => parseTipFile(file) }], leftClosed: 0 };
  let leftClosed = 0;
  const isReport = (name: string): boolean => {
    const isOne = reportNamePattern.test(name) && !ignoredNamePattern.test(name);
    if (!isOne) leftClosed += 1;
    return isOne;
  };
  const entries = rejectRefused(() => zipEntries(file, limits, isReport));
  if (entries.length === 0) throw InvalidInput.forPath('', 'is an archive without a report in JSON or XML');
  if (entries.length > maxTips) throw InvalidInput.forPath('', `is an archive of more than ${maxTips} reports`);
  return {
    tips: entries.map((entry) => ({ position: entry.position, read: () => parseTipFile(entry.bytes()) })),
    leftClosed,
  };
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
