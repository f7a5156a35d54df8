import { InvalidInput } from '../../platform/http/problems.js';
import { rejectCompoundFile } from './xlsx/xlsx-bytes.js';

const zipSignature = Buffer.from('PK\u0003\u0004');

/** Decodes a UTF-8 file as it arrives. Rejects another encoding (422), and names it where possible. */
export async function* decodeText(bytes: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  for await (const chunk of bytes) {
    if (isFirst) rejectOtherFormats(chunk);
    isFirst = false;
    if (chunk.includes(0))
      throw InvalidInput.forPath('', 'holds a NUL byte: it is not a text, or is UTF-16 without a byte order mark');
    yield decodeOrReject(() => decoder.decode(chunk, { stream: true }));
  }
  yield decodeOrReject(() => decoder.decode());
}

function rejectOtherFormats(start: Buffer): void {
  rejectCompoundFile(start);
  if (start.subarray(0, 4).equals(zipSignature)) {
    throw InvalidInput.forPath('', 'is a ZIP and not a text: send a workbook as a workbook');
  }
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw InvalidInput.forPath('', 'is UTF-16: save it as UTF-8');
  }
}

function decodeOrReject(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw InvalidInput.forPath('', 'is not UTF-8: save it as UTF-8');
  }
}
