/** What no file, packed as text, is shorter than. Every hash in use is: SHA-512 has 128 digits, a PhotoDNA hash 288. */
const fileLength = 512;
const magicLength = 24;
const fewestSymbols = 10;
const space = 0x20;
const fewestBytes = 64;

/** How files begin, in hexadecimal; `.` is any digit. */
const magics: readonly RegExp[] = [
  /^ffd8ff(?:e.|db|c.|fe)/, // JPEG
  /^89504e470d0a1a0a/, // PNG
  /^47494638(?:37|39)61/, // GIF
  /^52494646.{8}(?:57454250|41564920|57415645)/, // WebP, AVI, WAV
  /^.{8}66747970/, // HEIC, AVIF, MP4, MOV
  /^255044462d/, // PDF
  /^504b0304/, // ZIP and what is one inside
  /^1f8b08/, // gzip
  /^(?:49492a00|4d4d002a)/, // TIFF and raw photographs
  /^424d.{8}00000000/, // BMP
  /^1a45dfa3/, // Matroska, WebM
  /^000001(?:b.|00)/, // MPEG, icons
  /^(?:377abcaf271c|526172211a07)/, // 7z, RAR
  /^0000000c(?:4a584c20|6a502020)/, // JPEG XL, JPEG 2000
  /^3c737667/, // <svg
];

const dataUri = /\bdata:(?:[\w.+-]+\/[\w.+-]+)?(?:;[\w.+-]+(?:=[^,;\s]{0,100})?){0,9}(?:;\s?base64\s?,|,(?=\S))/i;
const run = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const wrapped = /^[A-Za-z0-9+/_-]{60,80}$/;
const hexRun = /^[0-9a-fA-F]+$/;
const hexGroups = /(?<![0-9a-z])(?:(?:\\x|0x)?(?:[0-9a-f]{4}|[0-9a-f]{2})(?:[\s,;]{1,3}|(?=\\x|0x)|$)){8,}/gi;
const escapedBase64 = /%(?:2[bf]|3d)/gi;
const escapedBreaks = /\\r\\n|\\n/g;
const invisible = /\p{Cf}/gu;

/**
 * Whether a picture, or another file, hides in the text: as a data URI, as base64 or hexadecimal that begins like a file,
 * or as so much of it, in one piece, wrapped into lines or as a dump, that it can be nothing else. Hashes of files, lists
 * of them, ids and addresses are what casework is made of, and pass.
 */
export function holdsFile(text: string): boolean {
  const plain = text
    .replace(invisible, '')
    .replace(escapedBreaks, '\n')
    .replace(escapedBase64, (escape) => decodeURIComponent(escape));
  return (
    dataUri.test(plain) ||
    (hasLongWord(plain) && (runsOf(plain).some(isFile) || wrapsOf(plain).some(isLong))) ||
    (plain.match(hexGroups) ?? []).some(isDump)
  );
}

/** Prose has no word that long, so for prose this is where the search ends. */
function hasLongWord(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length && length < magicLength; at += 1) {
    length = text.charCodeAt(at) > space ? length + 1 : 0;
  }
  return length === magicLength;
}

function runsOf(text: string): readonly string[] {
  return text.match(run) ?? [];
}

/** Lines that hold nothing else, as mail and command lines wrap base64: put together again. */
function wrapsOf(text: string): readonly string[] {
  const wraps = [''];
  for (const line of text.split(/\s+/)) {
    if (wrapped.test(line) && !isHash(line)) wraps.push((wraps.pop() ?? '') + line);
    else wraps.push('');
  }
  return wraps;
}

function isFile(text: string): boolean {
  return beginsLikeFile(text) || isLong(text);
}

function isHash(line: string): boolean {
  return line.length === 64 && hexRun.test(line);
}

function beginsLikeFile(text: string): boolean {
  if (text.length < magicLength) return false;
  const head = text.slice(0, 32);
  const decoded = [Buffer.from(head, 'base64').toString('hex'), ...(hexRun.test(head) ? [head.toLowerCase()] : [])];
  return decoded.some((bytes) => magics.some((magic) => magic.test(bytes)));
}

/** The symbols are counted so that a ruled line, or one letter held down, is not taken for a file. */
function isLong(text: string): boolean {
  return text.length >= fileLength && new Set(text).size >= fewestSymbols;
}

/** A dump spells bytes one by one. Numbers are spelt so too, but then hardly any has a letter. */
function isDump(text: string): boolean {
  const groups = text.match(/[0-9a-f]{4}|[0-9a-f]{2}/gi) ?? [];
  const bytes = groups.join('');
  const withLetter = groups.filter((group) => /[a-f]/i.test(group)).length;
  return beginsLikeFile(bytes) || (bytes.length >= fewestBytes * 2 && withLetter * 5 >= groups.length * 2);
}
