import { beginsLikeFile, encodesHead, encodesParts } from './file-heads.js';
import { isHash, isOpaque, isPlainWord } from './opaque-text.js';
import { invisible, withoutInvisible } from './unicode.js';

/** Minimum length of an encoded file. Every hash in use is shorter: SHA-512 has 128 digits, a PhotoDNA hash 288. */
const minFileSymbols = 512;
const minHeadSymbols = 24;
const minDistinctSymbols = 10;
const minDumpBytes = 64;
const space = 0x20;

const maxInvisible = 64;
const maxShareOfInvisible = 1 / 8;

const dataUri = /\bdata:(?:[\w.+-]+\/[\w.+-]+)?(?:;[\w.+-]+(?:=[^,;\s]{0,100})?){0,9}(?:;\s?base64\s?,|,(?=\S))/i;
const run = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const wrapped = /^[A-Za-z0-9+/_-]{60,80}$/;
const hexRun = /^[0-9a-fA-F]+$/;
const hexGroups = /(?<![0-9a-z])(?:(?:\\x|0x)?(?:[0-9a-f]{4}|[0-9a-f]{2})(?:[\s,;]{1,3}|(?=\\x|0x)|$)){8,}/gi;
const bitGroups = /(?:\b[01]{8}\b[\s,;]{0,3}){64}/;
const escapedBase64 = /%(?:2[bf]|3d)/gi;
const escapedBreaks = /\\r\\n|\\n/g;
/** Emoji join two invisible characters, and a flag uses six. Nine in a row indicate hidden text. */
const invisibleInRow = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]{9}/u;
const beyondAscii = /\P{ASCII}/u;

/**
 * Whether a text appears to contain a picture or another file. It recognizes a data URI, an encoded magic number, a
 * dump of bytes and encoded bytes in general. Hashes, ids and addresses are accepted. A file that is disguised as
 * language, or cut into hashes without a known part, is not recognized.
 */
export function containsEncodedFile(text: string): boolean {
  if (hidesSymbols(text)) return true;
  const plain = withoutDisguise(text);
  return (
    dataUri.test(plain) ||
    (hasLongWord(plain) && (runsOf(plain).some(isFile) || wrapsOf(plain).some(isLong))) ||
    (plain.match(hexGroups) ?? []).some(isDump) ||
    bitGroups.test(plain) ||
    (plain.length >= minHeadSymbols && blocksOf(plain).some(isEncodedFile)) ||
    isOpaque(plain)
  );
}

/** Whether the text hides content in invisible characters. */
function hidesSymbols(text: string): boolean {
  if (!beyondAscii.test(text)) return false;
  if (invisibleInRow.test(text)) return true;
  const count = text.match(invisible)?.length ?? 0;
  return count > maxInvisible && count > text.length * maxShareOfInvisible;
}

/**
 * Removes invisible characters and escapes, and replaces compatibility forms, such as full-width letters, with plain
 * ones.
 */
function withoutDisguise(text: string): string {
  const visible = beyondAscii.test(text) ? withoutInvisible(text).normalize('NFKC') : text;
  return visible.replace(escapedBreaks, '\n').replace(escapedBase64, (escape) => decodeURIComponent(escape));
}

/** Whether a word has the length of a file head, which prose does not have. */
function hasLongWord(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length && length < minHeadSymbols; at += 1) {
    length = text.charCodeAt(at) > space ? length + 1 : 0;
  }
  return length === minHeadSymbols;
}

function runsOf(text: string): readonly string[] {
  return text.match(run) ?? [];
}

/** Joins lines without other content, because mail and command lines wrap base64. */
function wrapsOf(text: string): readonly string[] {
  const wraps = [''];
  for (const line of text.split(/\s+/)) {
    if (wrapped.test(line) && !isHash(line)) wraps.push((wraps.pop() ?? '') + line);
    else wraps.push('');
  }
  return wraps;
}

/**
 * Groups consecutive words that are not plain. A single plain word may be part of an encoding; two in a row are
 * language.
 */
function blocksOf(text: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  let previousIsPlain = true;
  const end = (): void => {
    if (block.reduce((length, word) => length + word.length, 0) >= minHeadSymbols) blocks.push(block);
    block = [];
  };
  for (const word of text.split(/\s+/)) {
    const isPlain = isPlainWord(word);
    if (isPlain && previousIsPlain) end();
    else block.push(word);
    previousIsPlain = isPlain;
  }
  end();
  return blocks;
}

function isEncodedFile(words: readonly string[]): boolean {
  return encodesHead(words) || encodesParts(words.filter((word) => word.length % 2 === 0 && hexRun.test(word)));
}

function isFile(text: string): boolean {
  return encodesHead([text]) || isLong(text);
}

/** Whether a run is too long for a hash. A ruled line or a held key has few distinct symbols. */
function isLong(text: string): boolean {
  return text.length >= minFileSymbols && new Set(text).size >= minDistinctSymbols;
}

/** Whether groups of digits are bytes. Numbers have the same form, but few of them have letters. */
function isDump(text: string): boolean {
  const groups = text.match(/[0-9a-f]{4}|[0-9a-f]{2}/gi) ?? [];
  const digits = groups.join('');
  const withLetter = groups.filter((group) => /[a-f]/i.test(group)).length;
  return (
    beginsLikeFile(Buffer.from(digits.slice(0, 32), 'hex')) ||
    (digits.length >= minDumpBytes * 2 && withLetter * 5 >= groups.length * 2)
  );
}
