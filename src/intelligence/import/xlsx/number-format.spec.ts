import { describe, expect, it } from '@jest/globals';
import { findBuiltInFormat, parseFormatCode } from './number-format.js';

const describeFormat = ({ hasDay, hasTime }: { hasDay: boolean; hasTime: boolean }): string =>
  [hasDay ? 'day' : '', hasTime ? 'time' : ''].filter((one) => one !== '').join(' and ');

describe('a built-in number format', () => {
  it.each([
    [0, ''],
    [13, ''],
    [14, 'day'],
    [17, 'day'],
    [18, 'time'],
    [21, 'time'],
    [22, 'day and time'],
    [23, ''],
    [44, ''],
    [45, 'time'],
    [47, 'time'],
    [48, ''],
    [49, ''],
    [Number.NaN, ''],
  ])('%i shows a %s', (id, what) => {
    expect(describeFormat(findBuiltInFormat(id))).toBe(what);
  });
});

describe('a custom number format', () => {
  it.each([
    ['General', ''],
    ['#,##0.00;[Red]-#,##0.00', ''],
    ['"day" 0', ''],
    ['0\\d', ''],
    ['_d0_)', ''],
    ['0.00E+00', ''],
    ['[$$-409]#,##0', ''],
    ['[Red]0', ''],
    ['@', ''],
    ['yyyy-mm-dd', 'day'],
    ['m/d/yy', 'day'],
    ['mmm', 'day'],
    ['[$-409]mmmm d, yyyy;@', 'day'],
    ['dddd', 'day'],
    ['h:mm', 'time'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm', 'time'],
    ['[mm]:ss', 'time'],
    ['[$-F400]h:mm:ss\\ AM/PM', 'time'],
    ['yyyy-mm-dd hh:mm', 'day and time'],
    ['m/d/yyyy h:mm', 'day and time'],
    ['dd"T"hh', 'day and time'],
    ['y'.repeat(256), ''],
  ])('%j shows a %s', (code, what) => {
    expect(describeFormat(parseFormatCode(code))).toBe(what);
  });

  it.each([
    ['000000', [null, null, null, null, null, null]],
    ['00;(00)', [null, null]],
    ['"NE-"0000', ['NE-', null, null, null, null]],
    ['"2018;"\\-00', ['2018;', '-', null, null]],
    ['[Red][$-409]_(000-00', [null, null, null, '-', null, null]],
    ['"CT "0', ['CT ', null]],
  ])('has the places of digits and the texts of %j', (code, mask) => {
    expect(parseFormatCode(code).mask).toEqual(mask);
  });

  it.each(['0', '0" people"', '#,##0', '0.00', '#000', '[<=9999999]000-0000', '"text"', 'General', '0%', '0E+00'])(
    'has the digits of an amount alone with %j',
    (code) => {
      expect(parseFormatCode(code).mask).toBeNull();
    },
  );
});
