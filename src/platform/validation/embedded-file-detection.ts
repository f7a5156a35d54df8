import { beginsLikeFile, encodesHead, encodesParts } from './file-heads.js';
import { isHash, isOpaque, isPlainWord } from './opaque-text.js';
import { invisible, withoutInvisible } from './unicode.js';

/** Minimum length of an encoded file. Every hash in use is shorter: SHA-512 has 128 digits, a PhotoDNA hash 288. */
const minFileLength = 512;
const minHeaderLength = 24;
const minDistinctCharacters = 10;
const minDumpBytes = 64;
const space = 0x20;

const maxInvisible = 64;
const maxShareOfInvisible = 1 / 8;

const dataUri = /\bdata:(?:[\w.+-]+\/[\w.+-]+)?(?:;[\w.+-]+(?:=[^,;\s]{0,100})?){0,9}(?:;\s?base64\s?,|,(?=\S))/i;
const base64Run = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const base64Line = /^[A-Za-z0-9+/_-]{60,80}$/;
const hexRun = /^[0-9a-fA-F]+$/;
const hexGroups = /(?<![0-9a-z])(?:(?:\\x|0x)?(?:[0-9a-f]{4}|[0-9a-f]{2})(?:[\s,;]{1,3}|(?=\\x|0x)|$)){8,}/gi;
const bitGroups = /(?:\b[01]{8}\b[\s,;]{0,3}){64}/;
const escapedBase64 = /%(?:2[bf]|3d)/gi;
const escapedBreaks = /\\r\\n|\\n/g;
/** An emoji sequence has two invisible characters in a row, and a flag has six. Nine in a row indicate hidden text. */
const invisibleInRow = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]{9}/u;
const beyondAscii = /\P{ASCII}/u;

/**
 * Whether a text appears to contain a picture or another file. It finds a data URI, an encoded magic number, a dump of
 * bytes and encoded bytes in general. It misses a file encoded as ordinary words, or cut into pieces of a hash's
 * length.
 */
export function containsEncodedFile(text: string): boolean {
  if (hasHiddenText(text)) return true;
  const plain = normalizeText(text);
  return (
    dataUri.test(plain) ||
    (hasLongWord(plain) && (runsOf(plain).some(looksLikeFile) || joinWrappedLines(plain).some(isLongEncoding))) ||
    (plain.match(hexGroups) ?? []).some(isDump) ||
    bitGroups.test(plain) ||
    (plain.length >= minHeaderLength && blocksOf(plain).some(isEncodedFile)) ||
    isOpaque(plain)
  );
}

function hasHiddenText(text: string): boolean {
  if (!beyondAscii.test(text)) return false;
  if (invisibleInRow.test(text)) return true;
  const count = text.match(invisible)?.length ?? 0;
  return count > maxInvisible && count > text.length * maxShareOfInvisible;
}

/** Removes invisible characters, decodes escapes, and replaces compatibility forms, such as full-width letters. */
function normalizeText(text: string): string {
  const visible = beyondAscii.test(text) ? withoutInvisible(text).normalize('NFKC') : text;
  return visible.replace(escapedBreaks, '\n').replace(escapedBase64, (escape) => decodeURIComponent(escape));
}

/** Whether a word is at least as long as an encoded file signature. Words of prose are shorter. */
function hasLongWord(text: string): boolean {
  let length = 0;
  for (let index = 0; index < text.length && length < minHeaderLength; index += 1) {
    length = text.charCodeAt(index) > space ? length + 1 : 0;
  }
  return length === minHeaderLength;
}

function runsOf(text: string): readonly string[] {
  return text.match(base64Run) ?? [];
}

/** Joins consecutive lines that look like base64 only, because mail and command lines wrap it. */
function joinWrappedLines(text: string): readonly string[] {
  const joined = [''];
  for (const line of text.split(/\s+/)) {
    if (base64Line.test(line) && !isHash(line)) joined.push((joined.pop() ?? '') + line);
    else joined.push('');
  }
  return joined;
}

/**
 * Splits the text at every two consecutive plain words, which are language. A single one may be part of an encoding.
 */
function blocksOf(text: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  let previousIsPlain = true;
  const closeBlock = (): void => {
    if (block.reduce((length, word) => length + word.length, 0) >= minHeaderLength) blocks.push(block);
    block = [];
  };
  for (const word of text.split(/\s+/)) {
    const isPlain = isPlainWord(word);
    if (isPlain && previousIsPlain) closeBlock();
    else block.push(word);
    previousIsPlain = isPlain;
  }
  closeBlock();
  return blocks;
}

function isEncodedFile(words: readonly string[]): boolean {
  return encodesHead(words) || encodesParts(words.filter((word) => word.length % 2 === 0 && hexRun.test(word)));
}

function looksLikeFile(text: string): boolean {
  return encodesHead([text]) || isLongEncoding(text);
}

/** Whether a run is too long for a hash. A line of dashes, or of one repeated key, has few distinct characters. */
function isLongEncoding(text: string): boolean {
  return text.length >= minFileLength && new Set(text).size >= minDistinctCharacters;
}

/** Whether groups of digits are bytes. Other numbers have the same form, but few of their groups have a letter. */
function isDump(text: string): boolean {
  const groups = text.match(/[0-9a-f]{4}|[0-9a-f]{2}/gi) ?? [];
  const digits = groups.join('');
  const withLetter = groups.filter((group) => /[a-f]/i.test(group)).length;
  return (
    beginsLikeFile(Buffer.from(digits.slice(0, 32), 'hex')) ||
    (digits.length >= minDumpBytes * 2 && withLetter * 5 >= groups.length * 2)
  );
}
