import { withoutInvisible } from '../../platform/validation/unicode.js';

/** Usual spellings of letters that have no Unicode decomposition. */
const letterSpellings: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * Returns the normal form of a name for matching: letters and digits, without case, accents, spaces or hyphens. Empty
 * if there are none.
 */
export function toNameKey(name: string): string {
  return withoutInvisible(name)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => letterSpellings[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '');
}
