const minSymbols = 24;
const symbolsOfHead = 40;
const symbolsOfTwoBytes = 5;
const maxStarts = 4;
const maxHead = symbolsOfHead * 2;
const maxMirrored = maxHead * maxStarts;

/** Magic numbers of files, in hexadecimal; `.` is any digit. */
const magicNumbers: readonly RegExp[] = [
  /^ffd8ff(?:e.|db|c.|fe)/, // JPEG
  /^89504e470d0a1a0a/, // PNG
  /^47494638(?:37|39)61/, // GIF
  /^52494646.{8}(?:57454250|41564920|57415645)/, // WebP, AVI, WAV
  /^000000..66747970/, // HEIC, AVIF, MP4, MOV
  /^255044462d/, // PDF
  /^504b0304/, // ZIP and formats based on it
  /^1f8b08/, // gzip
  /^(?:49492a00|4d4d002a)/, // TIFF and raw photographs
  /^424d.{8}00000000/, // BMP
  /^1a45dfa3/, // Matroska, WebM
  /^000001(?:b[3a]|00(?!00)..00)/, // MPEG, icons
  /^(?:377abcaf271c|526172211a07)/, // 7z, RAR
  /^0000000c(?:4a584c20|6a502020)/, // JPEG XL, JPEG 2000
  /^3c737667/, // <svg
];

const firstTwoBytes = new Set([
  0xffd8, 0x8950, 0x4749, 0x5249, 0x0000, 0x2550, 0x504b, 0x1f8b, 0x4949, 0x4d4d, 0x424d, 0x1a45, 0x377a, 0x5261,
  0x3c73,
]);

/** Names of parts within files, too long to occur in a list of hashes by chance. */
const partNames = ['IHDR', 'IDAT', 'JFIF\0', 'Exif\0\0', 'ftyp', 'WEBPVP8', 'GIF89a', '%PDF-1'];

interface Alphabet {
  readonly foreign: RegExp;
  readonly decode: (symbols: string) => Uint8Array;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base85 = `0123456789${letters}!#$%&()*+-;<=>?@^_\`{|}~`;
const z85 = `0123456789${letters.toLowerCase().slice(0, 26)}${letters.slice(0, 26)}.-:+=^!/*?&<>()[]{}@%$#`;
const ascii85 = Array.from({ length: 85 }, (_, at) => String.fromCharCode(33 + at)).join('');

const alphabets: readonly Alphabet[] = [
  { foreign: /[^A-Za-z0-9+/]/g, decode: (symbols) => Buffer.from(symbols, 'base64') },
  { foreign: /[^A-Za-z0-9_-]/g, decode: (symbols) => Buffer.from(symbols, 'base64url') },
  { foreign: /[^0-9a-f]/gi, decode: (symbols) => Buffer.from(symbols, 'hex') },
  { foreign: /[^A-Z2-7]/gi, decode: (symbols) => decodeBits(symbols.toUpperCase(), base32, 5) },
  { foreign: /[^!#$%&()*+\-;<=>?@^_`{|}~0-9A-Za-z]/g, decode: (symbols) => decodeGroups(symbols, base85) },
  { foreign: /[^.\-:+=^!/*?&<>()[\]{}@%$#0-9A-Za-z]/g, decode: (symbols) => decodeGroups(symbols, z85) },
  { foreign: /[^!-u]/g, decode: (symbols) => decodeGroups(symbols, ascii85) },
  { foreign: /\p{ASCII}/gu, decode: (symbols) => Uint8Array.from(symbols, (symbol) => symbol.codePointAt(0) ?? 0) },
];

export function beginsLikeFile(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  return magicNumbers.some((magic) => magic.test(head));
}

/**
 * Whether the concatenated words begin like an encoded file. It checks base64, hexadecimal, base32, three forms of
 * base85 and a code point per byte, forwards and backwards.
 */
export function encodesHead(words: readonly string[]): boolean {
  const mirrored: string[] = [];
  for (let at = words.length - 1, length = 0; at >= 0 && length < maxMirrored; at -= 1) {
    const word = reverse((words[at] ?? '').slice(-maxMirrored));
    mirrored.push(word);
    length += word.length;
  }
  return encodesHeadForwards(words) || encodesHeadForwards(mirrored);
}

function encodesHeadForwards(words: readonly string[]): boolean {
  for (let at = 0; at < Math.min(words.length, maxStarts); at += 1) {
    const start = headOf(words, at);
    if (start.length >= minSymbols && alphabets.some((alphabet) => beginsIn(alphabet, start))) return true;
  }
  return false;
}

/** Whether a text begins with an encoded magic number. It decodes two bytes first, where most texts fail. */
function beginsIn({ foreign, decode }: Alphabet, start: string): boolean {
  const first = start
    .slice(0, symbolsOfTwoBytes * 2)
    .replace(foreign, '')
    .slice(0, symbolsOfTwoBytes);
  const [high = 0, low = 0] = decode(first);
  if (!firstTwoBytes.has(high * 256 + low)) return false;
  const symbols = start.replace(foreign, '');
  return symbols.length >= minSymbols && beginsLikeFile(decode(symbols.slice(0, symbolsOfHead)));
}

/** Joins words from an index until a head is complete, even if a separator follows every symbol. */
function headOf(words: readonly string[], from: number): string {
  let head = '';
  for (let at = from; at < words.length && head.length < maxHead; at += 1) head += words[at] ?? '';
  return head.slice(0, maxHead);
}

/** Whether a list of hexadecimal values is a file in parts. Hashes contain no names of file parts. */
export function encodesParts(hexValues: readonly string[]): boolean {
  const joined = hexValues.join('');
  const mirrored = Buffer.from(joined, 'latin1').reverse().toString('latin1');
  return [joined, mirrored].some((hex) => {
    const bytes = Buffer.from(hex, 'hex');
    return beginsLikeFile(bytes) || partNames.filter((name) => bytes.includes(name, 0, 'latin1')).length >= 2;
  });
}

function reverse(text: string): string {
  return Array.from(text).reverse().join('');
}

function decodeBits(symbols: string, alphabet: string, bits: number): Uint8Array {
  const bytes: number[] = [];
  let value = 0;
  let pending = 0;
  for (const symbol of symbols) {
    value = ((value << bits) | alphabet.indexOf(symbol)) & 0xffff;
    pending += bits;
    if (pending < 8) continue;
    pending -= 8;
    bytes.push((value >> pending) & 0xff);
  }
  return Uint8Array.from(bytes);
}

function decodeGroups(symbols: string, alphabet: string): Uint8Array {
  const bytes = Buffer.alloc(Math.floor(symbols.length / 5) * 4);
  for (let group = 0; group * 5 + 5 <= symbols.length; group += 1) {
    let value = 0;
    for (const symbol of symbols.slice(group * 5, group * 5 + 5)) value = value * 85 + alphabet.indexOf(symbol);
    if (value >= 2 ** 32) return bytes.subarray(0, group * 4);
    bytes.writeUInt32BE(value, group * 4);
  }
  return bytes;
}
