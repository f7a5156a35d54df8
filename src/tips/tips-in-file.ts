import { RefusedFile } from '../platform/files/refused-file.js';
import { zipEntries, type ZipLimits } from '../platform/files/zip.js';
import { InvalidInput } from '../platform/http/problems.js';
import { mostTipBytes, tipIn, type TipFile } from './formats/tip-file.js';

/** No import is larger. */
export const mostImportBytes = 16_777_216;
/** What it may be called by whoever sends it. What it is, is told from the file. */
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

/** A tip of a file that was sent, read when its turn comes: what it holds, or why it is not read is thrown. */
export interface WaitingTip {
  /** Where it stands in the archive, from 1; a file that is one tip is the first. */
  readonly position: number;
  readonly read: () => TipFile;
}

/** The tips in a file, and how many of an archive's entries were left closed, since they are no reports. */
export interface TipsInFile {
  readonly tips: readonly WaitingTip[];
  readonly leftClosed: number;
}

/**
 * A report, or an archive of them. Of an archive only what is called a report is ever unpacked: what else is in it may be what the
 * tracker has no place for. 422 where the archive itself cannot be read.
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
