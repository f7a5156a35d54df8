import { dictionary } from '@zxcvbn-ts/language-common';
import { InvalidInput } from '../../platform/http/problems.js';

const minLength = 15;
const maxLength = 128;
const systemWords = ['taskforce', 'tracker', 'password', 'icac', 'investigator', 'supervisor', 'administrator'];
let blocklist: ReadonlySet<string> | undefined;

/**
 * Returns the reason to reject a password; null for an accepted one. The rules are length and a blocklist, without
 * character classes (NIST SP 800-63B-4). Blocklists contain few long passwords, so a lengthened entry is rejected too.
 */
export function findPasswordFault(password: string, ownerFacts: readonly string[]): string | null {
  const normal = password.normalize('NFKC');
  const length = Array.from(normal).length;
  if (length < minLength) return `must have at least ${minLength} characters`;
  if (length > maxLength) return `must have at most ${maxLength} characters`;
  const core = extractCore(normal);
  if (isListed(normal.toLowerCase()) || isListed(core) || isPattern(normal)) return 'is too easily guessed';
  const others = countOthers(core, [...systemWords, ...ownerFacts.flatMap(splitWords)]);
  return others < core.length && others < 5
    ? 'must not be made from your name, your email address or the name of this system'
    : null;
}

/** Throws 422 for a rejected password. `about` contains facts about its owner. */
export function requireStrongPassword(password: string, ownerFacts: readonly string[]): void {
  const fault = findPasswordFault(password, ownerFacts);
  if (fault !== null) throw InvalidInput.forPath('/password', fault);
}

function isListed(password: string): boolean {
  blocklist ??= new Set(Object.values(dictionary).flatMap((words) => words.map((word) => word.toLowerCase())));
  return password !== '' && blocklist.has(password);
}

/** Whether the password is a repeated short piece or a sequence: `abcabcabcabcabc`, `123456789012345`. */
function isPattern(password: string): boolean {
  if (/^(.{1,5})\1+.{0,4}$/u.test(password)) return true;
  const codes = Array.from(password, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => Math.abs(code - (codes[index] ?? 0)));
  return steps.filter((step) => step <= 1 || step === 9).length > steps.length * 0.8;
}

/** Removes digits, signs and repetition: `Summer2018Summer2018!` becomes `summer`. */
function extractCore(password: string): string {
  const letters = password
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  const words = [...new Set(letters.split(' '))].join('');
  // eslint-disable-next-line regexp/no-super-linear-backtracking -- of at most 128 characters
  const repeated = /^(.+?)\1+$/u.exec(words);
  return repeated?.[1] ?? words;
}

/** Returns the number of letters that are in none of the words. A word may overlap another, and their order is of no effect. */
function countOthers(letters: string, words: readonly string[]): number {
  const isKnown = Array.from({ length: letters.length }, () => false);
  for (const word of words) {
    for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + 1))
      isKnown.fill(true, at, at + word.length);
  }
  return isKnown.filter((known) => !known).length;
}

function splitWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);
}
