import { RefusedFile } from '../../platform/files/refused-file.js';
import { zipEntries, type ZipLimits } from '../../platform/files/zip.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { mostTipBytes, tipIn, type TipFile } from './formats/tip-file.js';

export const mostImportBytes = 16_777_216;
/** Accepted media types of an upload. The file's own bytes determine its format. */
export const tipTypes = [
  'application/json',
  'application/xml',
  'text/xml',
  'application/zip',
  'application/x-zip-compressed',
  'application/octet-stream',
] as const;

const limits: ZipLimits = { entries: 2000, entryBytes: mostTipBytes, totalBytes: 134_217_728, ratio: 200 };
const mostTips = 500;
const wanted = /\.(?:json|xml)$/i;
const rubbish = /(?:^|[/\\])(?:__MACOSX[/\\]|\.)/;

/** A tip of the file, read on demand. Reading throws for an invalid tip. */
export interface WaitingTip {
  /** Position in the archive, from 1; a file with a single tip has position 1. */
  readonly position: number;
  readonly read: () => TipFile;
}

/** The tips in a file, and the number of archive entries that are not reports. */
export interface TipsInFile {
  readonly tips: readonly WaitingTip[];
  readonly leftClosed: number;
}

/**
 * Returns the tips of a report or an archive. Only entries named as reports are ever unpacked, because other entries
 * may be content that the tracker must not store. Throws 422 for an unreadable archive.
 */
export function tipsIn(file: Buffer): TipsInFile {
  if (file.length === 0) throw InvalidInput.at('', 'is empty');
  if (!isZip(file)) return { tips: [{ position: 1, read: () => tipIn(file) }], leftClosed: 0 };
  let leftClosed = 0;
  const isReport = (name: string): boolean => {
    const isOne = wanted.test(name) && !rubbish.test(name);
    if (!isOne) leftClosed += 1;
    return isOne;
  };
  const entries = unlessRefused(() => zipEntries(file, limits, isReport));
  if (entries.length === 0) throw InvalidInput.at('', 'is an archive without a report in JSON or XML');
  if (entries.length > mostTips) throw InvalidInput.at('', `is an archive of more than ${mostTips} reports`);
  return { tips: entries.map((entry) => ({ position: entry.position, read: () => tipIn(entry.bytes()) })), leftClosed };
}

function isZip(file: Buffer): boolean {
  return file.length > 3 && file.toString('latin1', 0, 2) === 'PK' && [0x0304, 0x0506].includes(file.readUInt16BE(2));
}

function unlessRefused<T>(read: () => T): T {
  try {
    return read();
  } catch (refused) {
    if (refused instanceof RefusedFile) throw InvalidInput.at('', refused.detail);
    throw refused;
  }
}
