import { describe, expect, it } from '@jest/globals';
import type { PostalCode } from '../task-forces/postal-codes.enums.js';
import { parseCountyList } from './parse-county-list.js';

describe('a list of counties', () => {
  it.each<[PostalCode, string, string[]]>([
    ['NE', 'Douglas', ['31055']],
    ['NE', 'Douglas County, Sarpy County', ['31055', '31153']],
    ['NE', 'Douglas; Sarpy / Cass', ['31055', '31153', '31025']],
    ['NE', 'Douglas & Sarpy Counties', ['31055', '31153']],
    ['NE', 'Douglas\nSarpy', ['31055', '31153']],
    ['NE', '31055, Sarpy, Douglas County,', ['31055', '31153']],
    ['AL', '1001', ['01001']],
    ['VA', 'King and Queen, City of Fairfax', ['51097', '51600']],
    ['LA', 'Orleans Parish', ['22071']],
    ['LA', 'Orleans & Jefferson Parishes', ['22071', '22051']],
  ])('of %s is read from %j', (state, text, codes) => {
    expect(parseCountyList(state, text)).toEqual({ codes });
  });

  it.each<[PostalCode, string, string]>([
    [
      'NE',
      'Douglas, Denver',
      'has a county at position 2 whose name no county of NE has: correct it, or write its FIPS code of five digits',
    ],
    [
      'MD',
      'Baltimore',
      'has a county at position 1 that is also a city: write County or City with it, or its FIPS code of five digits',
    ],
    ['NE', '55', 'has a county at position 1 that is no FIPS code: write its five digits, such as 31055, or its name'],
    [
      'NE',
      'Sarpy, 31054',
      'has a county at position 2 that is no FIPS code: write its five digits, such as 31055, or its name',
    ],
    [
      'NE',
      '19155',
      'has a county at position 1 that is not in NE: correct it, or add it to the agency after the import',
    ],
    ['NE', ' ; ', 'must hold at least one county'],
  ])('of %s has in %j its first fault with its position and the cure', (state, text, fault) => {
    expect(parseCountyList(state, text)).toEqual({ fault });
  });
});
