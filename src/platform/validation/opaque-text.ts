import { deflateRawSync } from 'node:zlib';
import ipaddr from 'ipaddr.js';

/** Number of letters in a window of the statistic: 630 characters of base64, or 1,400 of hexadecimal. */
const windowLetters = 512;
const windowStep = 128;

/**
 * Maximum flatness of encoded bytes: 99.9 % of the windows of encoded compressed data stay below 1.12, and of English
 * prose reach 1.3 (decision 46).
 */
const maxFlatness = 1.2;

/** Minimum alphabet size. A smaller one is a ruled line or a held key. */
const minLetters = 4;

/** Minimum size after compression. Random letters do not shrink; a list of addresses of one site shrinks to half. */
const minShareOfBits = 0.9;

/**
 * Maximum number of digits in long numbers. Numbers above 34 digits (an IBAN) are no identifiers; fewer digits than
 * this are no file.
 */
const maxLongNumberDigits = 512;

/** Maximum number of signatures in an e-mail, which occurs after two forwards. */
const maxMailSignatures = 6;

const letterOrSymbol = /[^\p{ASCII}\p{P}\p{N}\p{Z}]/u;
const [firstLetter, lastLetter, lastAscii] = [0x61, 0x7a, 0x7f];
const mailSignature = /\bbh?=[ \t]?(?:[A-Za-z0-9+/]{1,76}\s{1,16}){0,12}[A-Za-z0-9+/]{1,344}={0,2}/g;
const maxMailSignatureSymbols = 348;
const embeddedHash =
  /(?<![0-9a-z])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|[0-9a-f]{288})(?![0-9a-z])/gi;
const hexHash = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|[0-9a-f]{288})$/i;
const base64Hash =
  /^(?:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{192}|[A-Z2-7]{32})$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const macAddress = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
const addressPart = /^[0-9a-f:.]{3,45}$/i;
const punctuation = new Set(`.,;:'"()[]{}<>|`);
const plainWord = /^(?:\p{Lu}?\p{Ll}{1,20}|\p{Lu}{1,20})(?:['’-](?:\p{Lu}?\p{Ll}{1,20}|\p{Lu}{1,20})){0,3}$/u;
const longNumber = /\d{35,}/g;

/** Whether a word is a file hash, by its alphabet and exact length. */
export function isHash(word: string): boolean {
  return hexHash.test(word) || base64Hash.test(word);
}

/** Whether a word has only letters, in lower, upper or title case, with hyphens or apostrophes. */
export function isPlainWord(word: string): boolean {
  return plainWord.test(withoutPunctuation(word));
}

/**
 * Whether part of a long text is encoded bytes in any alphabet: the letter frequencies of a language differ, those of
 * encoded bytes do not. Identifiers of known formats are removed first.
 */
export function isOpaque(text: string): boolean {
  if (text.length < windowLetters) return false;
  const words = wordsOf(text);
  return (
    hasLongNumbers(text) ||
    hasFlatWindow(lettersOf(words)) ||
    hasFlatWindow(lettersOf(words.filter((word) => !plainWord.test(word))))
  );
}

/** Whether numbers that are too long for identifiers have too many digits. */
function hasLongNumbers(text: string): boolean {
  const digits = (text.match(longNumber) ?? []).join('');
  return digits.length > maxLongNumberDigits && new Set(digits).size > 1;
}

function wordsOf(text: string): readonly string[] {
  return withoutMailSignatures(text)
    .replace(embeddedHash, ' ')
    .split(/[\s,;|]+/)
    .filter((word) => !isIdentifier(word))
    .map(withoutPunctuation)
    .filter((word) => !isIdentifier(word));
}

function withoutPunctuation(word: string): string {
  let [from, until] = [0, word.length];
  while (from < until && punctuation.has(word.charAt(from))) from += 1;
  while (until > from && punctuation.has(word.charAt(until - 1))) until -= 1;
  return word.slice(from, until);
}

/**
 * Returns the code points of letters and of non-ASCII symbols in lower case. An alphabet of code points can use both.
 */
function lettersOf(words: readonly string[]): readonly number[] {
  const letters: number[] = [];
  for (const symbol of words.join('').toLowerCase()) {
    const code = symbol.codePointAt(0) ?? 0;
    const isLetter = code > lastAscii ? letterOrSymbol.test(symbol) : code >= firstLetter && code <= lastLetter;
    if (isLetter) letters.push(code);
  }
  return letters;
}

function withoutMailSignatures(text: string): string {
  let count = 0;
  return text.replace(mailSignature, (signature) => {
    const symbols = signature.replace(/\s/g, '').length;
    count += 1;
    return count <= maxMailSignatures && symbols <= maxMailSignatureSymbols ? ' ' : signature;
  });
}

function isIdentifier(word: string): boolean {
  if (word.length < 12) return false;
  const value = word.slice(word.lastIndexOf('=', word.length - 4) + 1);
  return (
    isHash(word) ||
    isHash(value.slice(value.lastIndexOf(':') + 1)) ||
    uuid.test(value) ||
    macAddress.test(value) ||
    (addressPart.test(word) && ipaddr.IPv6.isValid(word))
  );
}

/** Whether any window of letters is flat. The sliding counts keep the time linear. */
function hasFlatWindow(letters: readonly number[]): boolean {
  if (letters.length < windowLetters) return false;
  const counts = new Map<number, number>();
  let pairs = 0;
  const add = (letter: number, change: 1 | -1): void => {
    const count = counts.get(letter) ?? 0;
    pairs += change === 1 ? count : 1 - count;
    if (count + change === 0) counts.delete(letter);
    else counts.set(letter, count + change);
  };
  const allPairs = (windowLetters * (windowLetters - 1)) / 2;
  for (const [at, letter] of letters.entries()) {
    add(letter, 1);
    if (at >= windowLetters) add(letters[at - windowLetters] as number, -1);
    const isDue = at >= windowLetters - 1 && (at % windowStep === windowStep - 1 || at === letters.length - 1);
    if (!isDue || counts.size < minLetters || (pairs / allPairs) * counts.size >= maxFlatness) continue;
    if (!isCompressible(letters.slice(at - windowLetters + 1, at + 1), [...counts.keys()])) return true;
  }
  return false;
}

/** Whether a window repeats itself. A list of addresses of one site is as flat as encoded bytes, but compresses. */
function isCompressible(window: readonly number[], alphabet: readonly number[]): boolean {
  if (alphabet.length > 256) return false;
  const codes = new Map(alphabet.map((letter, code) => [letter, code]));
  const compressed = deflateRawSync(Uint8Array.from(window, (letter) => codes.get(letter) ?? 0));
  const bitsOfLetter = (compressed.length * 8) / window.length;
  return bitsOfLetter < Math.log2(alphabet.length) * minShareOfBits;
}
