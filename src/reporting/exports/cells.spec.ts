import { describe, expect, it } from '@jest/globals';
import { formatCsvLines } from './cells.js';

describe('a CSV cell', () => {
  it.each([
    ['arrest taken_into_custody; mode reactive', 'arrest taken_into_custody; mode reactive'],
    ['Smith, Jones', '"Smith, Jones"'],
    ['the "Blue" house', '"the ""Blue"" house"'],
    ['one\r\ntwo', '"one\r\ntwo"'],
    ['one\n', '"one\n"'],
    ['Ñandú', 'Ñandú'],
    ['', ''],
    ['=1+1', "'=1+1"],
    ['-1', "'-1"],
    [' @SUM(A1)', "' @SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\t=1+1', "'\t=1+1"],
    ['\0=1+1', "'\0=1+1"],
    [' =1,1', '"\' =1,1"'],
    ['one\rtwo', '"one\rtwo"'],
  ])('is read as text and not as a formula: %j', (text, cell) => {
    expect(formatCsvLines([[text]])).toBe(`${cell}\r\n`);
  });
});

describe('a CSV line', () => {
  it('has numbers unchanged, and empty cells for null', () => {
    expect(formatCsvLines([['a', -7, null, 0.25, '2026-03-01']])).toBe('a,-7,,0.25,2026-03-01\r\n');
  });
});
