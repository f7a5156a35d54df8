import { InvalidInput } from '../../../platform/http/problems.js';
import { maxWorkbookBytes } from '../import.enums.js';

/** Signature of workbooks from before 2007 and of encrypted workbooks. */
const compoundSignature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Rejects an old or encrypted workbook (422). Both have the same signature. */
export function rejectCompoundFile(start: Buffer): void {
  if (!start.subarray(0, compoundSignature.length).equals(compoundSignature)) return;
  throw InvalidInput.forPath('', 'is an encrypted or old workbook; save it as .xlsx');
}

/** Reads a whole workbook, because its directory is at its end. */
export async function readWorkbookBytes(file: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let count = 0;
  for await (const chunk of file) {
    if (count === 0) rejectCompoundFile(chunk);
    count += chunk.length;
    if (count > maxWorkbookBytes) {
      throw InvalidInput.forPath('', `is a workbook of more than ${maxWorkbookBytes} bytes: save it as CSV in UTF-8`);
    }
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  rejectCompoundFile(whole);
  if (whole.length === 0) throw InvalidInput.forPath('', 'is empty');
  return whole;
}
