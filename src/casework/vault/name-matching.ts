import { withoutInvisible } from '../../platform/validation/unicode.js';
import type { TokenKind } from './vault.enums.js';

export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
}

/** A possible name in a text, in the form used for look-up. */
export interface Candidate {
  readonly kind: Extract<TokenKind, 'name_in_text' | 'family_name_in_text'>;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface SearchTerm {
  readonly kind: TokenKind;
  readonly value: string;
}

const wordPattern = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*(?:['’ʼ][\p{L}\p{M}][\p{L}\p{M}\p{Cf}]*)*/gu;
const possessive = /['’ʼ]s$/iu;
const apostrophes = /['’ʼ]/gu;
const diacritics = /\p{M}+/gu;

/** Particles join the words of a family name and do not identify anyone. */
const particles = new Set(
  'al and bin bint da das de del den der di do dos du e el ibn la las le los ter van von y'.split(' '),
);
/** Frequent English words that are never names; most words of English prose are among them. */
const stopWords = new Set(
  'the and of was to in that with for from were had has have been this which not but are by as at on is it or be'.split(
    ' ',
  ),
);
/** Shorter texts are notes and are never treated as lists. */
const minListWords = 8;
/** In prose, the share of joining words is four times as high. */
const maxJoiningShare = 0.08;
/** Maximum number of words per name that are indexed. */
const maxIndexedWords = 4;

/** Returns the text for comparison: NFKC, case-folded, without marks or invisible characters. */
export function foldText(text: string): string {
  return withoutInvisible(text)
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(diacritics, '')
    .normalize('NFKC');
}

/** Returns the words of a text. An apostrophe belongs to its word and does not count: O’Brien equals OBrien. */
export function splitWords(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map(({ 0: word, index }) => {
    const bare = word.replace(possessive, '');
    const first = bare.charAt(0);
    return {
      folded: foldText(bare.replace(apostrophes, '')),
      start: index,
      end: index + bare.length,
      isCapital: first !== first.toLowerCase(),
    };
  });
}

export function normalizeValue(kind: Exclude<TokenKind, Candidate['kind']>, text: string): string {
  switch (kind) {
    case 'name':
    case 'family_name':
      return splitWords(text)
        .map((word) => word.folded)
        .join(' ');
    case 'phone':
      return text.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
    case 'email':
      return foldText(text.trim());
    case 'born_on':
      return text;
  }
}

/** Returns all values by which a child of this name is found, whole and in a text. */
export function toNameTerms(givenName: string | null, familyName: string | null): SearchTerm[] {
  const given = splitName(givenName);
  const family = splitName(familyName);
  const known = selectSignificantWords(family);
  const pairs = given.flatMap((one) => known.map((other) => toSortedPair(one, other)));
  const whole = [given, given.slice(0, 1)].filter(() => given.length > 0 && family.length > 0);
  return [
    ...whole.map((words) => ({ kind: 'name', value: [...words, ...family].join(' ') }) as const),
    ...(family.length > 0 ? [{ kind: 'family_name', value: family.join(' ') } as const] : []),
    ...pairs.map((value) => ({ kind: 'name_in_text', value }) as const),
    ...known.map((value) => ({ kind: 'family_name_in_text', value }) as const),
  ];
}

/**
 * Returns possible names in a text. These are two adjacent words in either order, with a middle name or particles
 * between them, and single capitalised words.
 */
export function findCandidates(text: string): Candidate[] {
  const words = splitWords(text);
  return words.flatMap((word, at) => {
    if (!mayBeName(word)) return [];
    const found = findFollowers(words, at).map((other) => ({
      kind: 'name_in_text' as const,
      value: toSortedPair(word.folded, other.folded),
      start: word.start,
      end: other.end,
    }));
    const { start, end } = word;
    return word.isCapital
      ? [...found, { kind: 'family_name_in_text' as const, value: word.folded, start, end }]
      : found;
  });
}

/** Whether a text resembles a list of names: few of its words are joining words. */
export function looksLikeList(text: string): boolean {
  const words = splitWords(text);
  const joining = words.filter(({ folded: word }) => stopWords.has(word)).length;
  return words.length >= minListWords && joining < words.length * maxJoiningShare;
}

/** Returns the words that may form a name with this one: the next, and those after a middle name or particles. */
function findFollowers(words: readonly Word[], at: number): Word[] {
  const found: Word[] = [];
  let names = 0;
  for (const word of words.slice(at + 1, at + 6)) {
    if (names > 1) break;
    if (mayBeName(word)) {
      found.push(word);
      if (!particles.has(word.folded)) names += 1;
    } else if (!particles.has(word.folded) && !(word.folded.length === 1 && word.isCapital)) break;
  }
  return found;
}

function mayBeName({ folded: word }: Word): boolean {
  return word.length > 1 && !stopWords.has(word);
}

function splitName(name: string | null): string[] {
  return splitWords(name ?? '')
    .map((word) => word.folded)
    .slice(0, maxIndexedWords * 2);
}

/** Returns the identifying words of a family name, or all of them where it has only particles. */
function selectSignificantWords(family: readonly string[]): string[] {
  const identifying = family.filter((word) => !particles.has(word) && word.length > 1);
  return (identifying.length > 0 ? identifying : family).slice(0, maxIndexedWords);
}

/** Returns the pair in sorted order, so that both orders are equal. */
function toSortedPair(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
