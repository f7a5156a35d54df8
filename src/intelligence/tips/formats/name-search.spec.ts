import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NameSearch } from './name-search.js';

/** Reference implementation, which reads the text again for each name. */
function mentions(text: string, name: string): boolean {
  const isLetter = (letter: string): boolean => /[\p{L}\p{N}]/u.test(letter);
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + name.length))) return true;
  }
  return false;
}

describe('a search for names', () => {
  it.each([
    ['Ana wrote to Robin.', ['robin'], true],
    ['ROBIN!', ['Robin'], true],
    ['Robinson', ['Robin'], false],
    ['a crobin', ['Robin'], false],
    ['mary-jane was there', ['Mary-Jane'], true],
    ['mary jane was there', ['Jane Doe', 'Mary Jane'], true],
    ['jan jane', ['jane doe', 'jan x'], false],
    ['Bo', ['Bo'], false],
    ['anything', [], false],
    ['Jose came', ['José'], true],
    ['JOSÉ came', ['Jose'], true],
    ['O’Brien’s mother', ["O'Brien"], true],
    ['Mary\n\u00A0Jane was there', ['Mary  Jane'], true],
    ['Ma\u200Bry was there', ['Mary'], true],
    ['a Straße', ['STRASSE'], true],
  ])('finds whole words: %s', (text, names, isThere) => {
    expect(new NameSearch(names).matches(text)).toBe(isThere);
  });

  it('finds the first words of a very long name', () => {
    const name = `Robin ${'x'.repeat(5000)}`;
    expect(new NameSearch([name]).matches('a robin is here')).toBe(true);
  });

  it('finds the same as a separate search for each name', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(letters), fc.array(letters), (names, words) => {
        const [text, ...known] = [words.join(''), ...names].map((one) => one.replaceAll(/ +/g, ' '));
        const searched = known.map((name) => name.trim()).filter((name) => name.length > 2);
        expect(new NameSearch(names).matches(text ?? '')).toBe(searched.some((name) => mentions(text ?? '', name)));
      }),
      { numRuns: 2000 },
    );
  });
});
