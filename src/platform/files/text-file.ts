import { isUtf8 } from 'node:buffer';
import { RefusedFile, type FileFault } from './refused-file.js';

/** Byte order marks of other encodings. UTF-32 is first, because its little-endian mark starts with that of UTF-16. */
const unsupportedMarks: readonly (readonly [FileFault, string, readonly number[]])[] = [
  ['utf-32', 'UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['utf-32', 'UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-16', 'UTF-16', [0xff, 0xfe]],
  ['utf-16', 'UTF-16', [0xfe, 0xff]],
];
const utf8Mark = [0xef, 0xbb, 0xbf];

/**
 * Decodes a UTF-8 file without its byte order mark. Other encodings are rejected by name, because decoding them would
 * garble names.
 */
export function decodeText(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.length === 0) throw new RefusedFile('empty', 'is empty');
  if (bytes.length > maxBytes) throw new RefusedFile('too-large', `is larger than ${maxBytes} bytes`);
  const other = unsupportedMarks.find(([, , mark]) => beginsWith(bytes, mark));
  if (other) throw new RefusedFile(other[0], `is ${other[1]}; it must be UTF-8`);
  const withoutMark = beginsWith(bytes, utf8Mark) ? bytes.subarray(utf8Mark.length) : bytes;
  if (withoutMark.length === 0) throw new RefusedFile('empty', 'is empty');
  if (hasEveryOtherNul(withoutMark)) throw new RefusedFile('utf-16', 'is UTF-16; it must be UTF-8');
  if (!isUtf8(withoutMark)) throw new RefusedFile('not-utf-8', 'is not UTF-8');
  return Buffer.from(withoutMark.buffer, withoutMark.byteOffset, withoutMark.length).toString('utf8');
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/**
 * Whether the text is UTF-16 without a mark. A Latin first letter then has a NUL beside it, which is also valid UTF-8.
 */
function hasEveryOtherNul(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return bytes.length > 1 && (first === 0) !== (second === 0);
}
