import { InvalidTip } from '../../src/intelligence/tips/formats/invalid-tip.js';
import type { ReportedTip } from '../../src/intelligence/tips/formats/reported-tip.js';
import { parseTipFile } from '../../src/intelligence/tips/formats/tip-file.js';
import { RefusedFile } from '../../src/platform/files/refused-file.js';
import { jsonBytes } from './tips.js';

export const parseJson = (report: unknown): ReportedTip => parseTipFile(jsonBytes(report)).tip;
export const parseXml = (xml: string): ReportedTip => parseTipFile(Buffer.from(xml)).tip;

/** Returns the path of each withheld value, with the reason. */
export const withheldIn = ({ withheld }: ReportedTip): (readonly [string, string])[] =>
  withheld.map(({ sourcePath, why }) => [sourcePath, why] as const);

/** Returns the faults for which a file is rejected, null for a readable file. */
export function faultsOfTip(bytes: Buffer): unknown {
  try {
    parseTipFile(bytes);
    return null;
  } catch (refused) {
    if (refused instanceof InvalidTip) return refused.errors;
    if (refused instanceof RefusedFile) return refused.fault;
    throw refused;
  }
}
