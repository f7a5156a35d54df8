import { describe, expect, it } from '@jest/globals';
import { findCandidates, normalizeValue, foldText, toNameTerms } from './name-matching.js';
import { cpuMsOf } from '../../../test/support/cpu-time.js';

function findNameIn(text: string, [given, family]: readonly [string | null, string | null]): string[] {
  const terms = toNameTerms(given, family);
  return findCandidates(text)
    .filter(({ kind, value }) => terms.some((one) => one.kind === kind && one.value === value))
    .map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

describe('the search for names in a text', () => {
  const jane = ['Jane Marie', 'Doe'] as const;

  it.each([
    ['Met Jane Doe at home.', 'name_in_text: Jane Doe'],
    ['met jane doe at home', 'name_in_text: jane doe'],
    ['MET JANE DOE', 'name_in_text: JANE DOE'],
    ['Doe, Jane, of Omaha', 'name_in_text: Doe, Jane'],
    ['Jane Marie Doe', 'name_in_text: Jane Marie Doe'],
    ['Jane M. Doe', 'name_in_text: Jane M. Doe'],
    ['Jane Doe’s mother', 'name_in_text: Jane Doe'],
    ['Jáne\nDoé', 'name_in_text: Jáne\nDoé'],
    ['the Doe family', 'family_name_in_text: Doe'],
  ])('finds a child: %j', (text, found) => {
    expect(findNameIn(text, jane)).toContain(found);
  });

  it.each(['A doe crossed the road.', 'Jane was there.', 'Jane and the doe', 'John Dough', '', '🙂 ** --'])(
    'finds nobody: %j',
    (text) => {
      expect(findNameIn(text, jane)).toEqual([]);
    },
  );

  it.each([
    ['Ana de la Cruz', ['Ana', 'de la Cruz']],
    ['Ana Cruz', ['Ana', 'de la Cruz']],
    ['Siobhan O’Brien', ['Siobhán', "O'Brien"]],
    ['Ana Garcia', ['Ana', 'García-López']],
    ['Hans Strauss', ['Hans', 'Strauß']],
    ['Le Minh', ['Minh', 'Le']],
    ['Ja\u200bne Do\u3164e', ['Jane', 'Doe']],
    ['Jane Doe', ['J\u2060ane', 'D\u00adoe']],
  ] as const)('finds %j in any spelling', (text, name) => {
    expect(findNameIn(text, name)).toContain(`name_in_text: ${text}`);
  });

  it('takes time proportional to the length', () => {
    // The first takes about 80 ms, with the compilation of the code. A quadratic search would take many seconds.
    for (const text of ['Ab '.repeat(20_000), "'".repeat(60_000), `A${'’a'.repeat(30_000)}`])
      expect(cpuMsOf(() => findCandidates(text))).toBeLessThan(1000);
  });
});

describe('a searchable value', () => {
  it('is the same in any spelling', () => {
    expect(foldText('ＪＯＳÉ')).toBe('jose');
    expect(normalizeValue('name', ' José  DOE ')).toBe('jose doe');
    expect(normalizeValue('phone', '+1 (402) 555-0100')).toBe(normalizeValue('phone', '402.555.0100'));
    expect(normalizeValue('email', ' Jane@Example.org')).toBe('jane@example.org');
    expect(normalizeValue('born_on', '2014-05-06')).toBe('2014-05-06');
  });

  it('is no full name without a family name', () => {
    expect(toNameTerms('Jane', null)).toEqual([]);
    expect(toNameTerms(null, 'Doe').map(({ kind }) => kind)).toEqual(['family_name', 'family_name_in_text']);
  });

  it('includes the first of several given names', () => {
    const values = toNameTerms('Jane Marie', 'Doe').filter(({ kind }) => kind === 'name');
    expect(values.map(({ value }) => value)).toEqual(['jane marie doe', 'jane doe']);
  });
});
