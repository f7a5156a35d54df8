import { describe, expect, it } from '@jest/globals';
import { toNameKey } from './name-keys.js';

describe('the key of a name', () => {
  it.each([
    ['O’Connor-Smith', "o'connor smith"],
    ['Núñez', 'NUNEZ'],
    ['Nu\u0301n\u0303ez', 'Núñez'],
    ['Straße', 'STRASSE'],
    ['Søren', 'soren'],
    ['Łukasz', 'lukasz'],
    ['İpek', 'ipek'],
    ['Ⅳ', 'iv'],
    ['Иванов', 'ИВАНОВ'],
    ['Sm\u200bith\u3164', 'Smith'],
    ['김', '\u1100\u1175\u11b7'],
  ])('is the same for %s and %s', (one, other) => {
    expect(toNameKey(one)).toBe(toNameKey(other));
    expect(toNameKey(one)).not.toBe('');
  });

  it.each([
    ['Alex', 'Alec'],
    ['Иванов', 'Иванова'],
    ['Smith', 'Smith 2'],
  ])('distinguishes %s from %s', (one, other) => {
    expect(toNameKey(one)).not.toBe(toNameKey(other));
  });

  it('is empty when there is nothing to compare', () => {
    expect(['-', ' . ', '\u0301'].map(toNameKey)).toEqual(['', '', '']);
  });
});
