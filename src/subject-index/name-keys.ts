import { withoutInvisible } from '../platform/http/unicode.js';

/** Letters that no decomposition takes apart, as they are usually spelt without them. */
const spelt: Readonly<Record<string, string>> = {
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
 * What names are compared by: letters and digits alone, without case, accents, spaces or hyphens. Empty for a text that has none.
 */
export function nameKey(name: string): string {
  return withoutInvisible(name)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => spelt[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '');
}
