import { describe, expect, it } from '@jest/globals';
import { csvText } from './cells.js';

describe('a text as a cell of CSV', () => {
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
  ])('is written so that it is read as it was typed, and not calculated: %j', (text, cell) => {
    expect(csvText(text)).toBe(cell);
  });
});
