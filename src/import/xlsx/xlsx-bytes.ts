import { InvalidInput } from '../../platform/http/problems.js';
import { mostBytesOfWorkbook } from '../import.words.js';

/** How the files begin that workbooks were before 2007, and that encrypted ones are in to this day. */
const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** 422 for a workbook that is old or encrypted, which are one from the outside. */
export function refuseCompound(start: Buffer): void {
  if (!start.subarray(0, compound.length).equals(compound)) return;
  throw InvalidInput.at('', 'is an encrypted or old workbook; save it as .xlsx');
}

/** All of a workbook: what is in it is listed at its end, so it can be read no earlier. */
export async function bytesOf(file: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let count = 0;
  for await (const chunk of file) {
    if (count === 0) refuseCompound(chunk);
    count += chunk.length;
    if (count > mostBytesOfWorkbook) {
      throw InvalidInput.at('', `is a workbook of more than ${mostBytesOfWorkbook} bytes: save it as CSV in UTF-8`);
    }
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  refuseCompound(whole);
  if (whole.length === 0) throw InvalidInput.at('', 'is empty');
  return whole;
}
