import { dictionary } from '@zxcvbn-ts/language-common';
import { InvalidInput } from '../platform/http/problems.js';

const least = 15;
const most = 128;
/** Words anybody would try first here. */
const houseWords = ['taskforce', 'tracker', 'password', 'icac', 'investigator', 'supervisor', 'administrator'];
let listed: ReadonlySet<string> | undefined;

/**
 * Why a password is not taken, in words for the person who chose it; null when it is. Length and a blocklist, and no rules
 * about what characters it holds (NIST SP 800-63B-4). Lists hold few long passwords, so a listed one that was only made
 * longer is refused too.
 */
export function passwordFault(password: string, about: readonly string[]): string | null {
  const normal = password.normalize('NFKC');
  const length = Array.from(normal).length;
  if (length < least) return `must have at least ${least} characters`;
  if (length > most) return `must have at most ${most} characters`;
  const core = coreOf(normal);
  if (isListed(normal.toLowerCase()) || isListed(core) || isPattern(normal)) return 'is too easily guessed';
  const known = [...houseWords, ...about.flatMap(wordsOf)];
  let rest = core;
  for (const word of known) rest = rest.replaceAll(word, '');
  return rest.length < core.length && rest.length < 5
    ? 'must not be made of your name, your email or the name of this system'
    : null;
}

/** 422 for a password that is not taken. `about` is what is known of its owner. */
export function requireStrong(password: string, about: readonly string[]): void {
  const fault = passwordFault(password, about);
  if (fault !== null) throw InvalidInput.at('/password', fault);
}

function isListed(password: string): boolean {
  listed ??= new Set(Object.values(dictionary).flatMap((words) => words.map((word) => word.toLowerCase())));
  return password !== '' && listed.has(password);
}

/** One short piece over and over, or characters in a row: `abcabcabcabcabc`, `123456789012345`. */
function isPattern(password: string): boolean {
  if (/^(.{1,5})\1+.{0,4}$/u.test(password)) return true;
  const codes = Array.from(password, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => Math.abs(code - (codes[index] ?? 0)));
  return steps.filter((step) => step <= 1 || step === 9).length > steps.length * 0.8;
}

/** What is left without the digits and signs around it and without repetition: `Summer2018Summer2018!` is `summer`. */
function coreOf(password: string): string {
  const letters = password
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  const words = [...new Set(letters.split(' '))].join('');
  // eslint-disable-next-line regexp/no-super-linear-backtracking -- of at most 128 characters
  const repeated = /^(.+?)\1+$/u.exec(words);
  return repeated?.[1] ?? words;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);
}
