const quote = '"'.charCodeAt(0);
const dash = '-'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);
const firstPrintable = ' '.charCodeAt(0);
const hexDigits = Buffer.from('0123456789abcdef');

const uuidLength = 16;
/** Maximum of bytes that one byte of a string needs, as in `\u001f`. */
const maxEscaped = 6;

/** Bytes of a JSON text, written as Postgres writes JSON. The buffer is used again for the next text. */
export class JsonBytes {
  private bytes = Buffer.alloc(4096);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Returns the text. It is valid until the next `clear()`. */
  read(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  writeRaw(source: Uint8Array, start = 0, end = source.length): void {
    this.reserve(end - start);
    const { bytes } = this;
    let { length } = this;
    for (let at = start; at < end; at += 1) bytes[length++] = source[at] as number;
    this.length = length;
  }

  /** Writes a whole number. */
  writeInteger(value: number): void {
    const digits = String(value);
    this.reserve(digits.length);
    for (let at = 0; at < digits.length; at += 1) this.bytes[this.length++] = digits.charCodeAt(at);
  }

  /** Writes a string from its bytes in UTF-8. */
  writeString(source: Uint8Array, start = 0, end = source.length): void {
    this.reserve(2 + maxEscaped * (end - start));
    const { bytes } = this;
    let { length } = this;
    bytes[length++] = quote;
    for (let at = start; at < end; at += 1) {
      const byte = source[at] as number;
      if (byte >= firstPrintable && byte !== quote && byte !== backslash) bytes[length++] = byte;
      else length += bytes.write(JSON.stringify(String.fromCharCode(byte)).slice(1, -1), length, 'latin1');
    }
    bytes[length++] = quote;
    this.length = length;
  }

  /** Writes a UUID as a string from its sixteen bytes. */
  writeUuid(source: Uint8Array, start: number): void {
    this.reserve(2 * uuidLength + 6);
    const { bytes } = this;
    let { length } = this;
    bytes[length++] = quote;
    for (let at = 0; at < uuidLength; at += 1) {
      if (at === 4 || at === 6 || at === 8 || at === 10) bytes[length++] = dash;
      const byte = source[start + at] as number;
      bytes[length++] = hexDigits[byte >> 4] as number;
      bytes[length++] = hexDigits[byte & 15] as number;
    }
    bytes[length++] = quote;
    this.length = length;
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.alloc(2 * needed);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
