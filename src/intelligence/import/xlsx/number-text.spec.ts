import { describe, expect, it } from '@jest/globals';
import { parseFormatCode } from './number-format.js';
import { parseNumber, formatNumber } from './number-text.js';

const read = (kept: string, format = '0'): unknown => {
  const number = parseNumber(kept);
  return number === null ? null : Object.values(formatNumber(number, parseFormatCode(format).mask))[0];
};

describe('a number in a workbook', () => {
  it.each([
    ['107324881', '107324881'],
    ['1.07324881E8', '107324881'],
    ['1.07324881E+8', '107324881'],
    ['999999999999999', '999999999999999'],
    ['-5', '-5'],
    ['-0', '0'],
    ['0.1', '0.1'],
    ['0.30000000000000004', '0.3'],
    ['41.889999999999997', '41.89'],
    ['1E-7', '0.0000001'],
    ['.5', '0.5'],
    ['5.', '5'],
  ])('%s is %s', (kept, text) => {
    expect(read(kept)).toBe(text);
  });

  it.each([
    ['42', '000000', '000042'],
    ['1234567', '000000', '1234567'],
    ['-4', '000', '-004'],
    ['1.5', '000000', '1.5'],
    ['42', '"NE-"0000', 'NE-0042'],
    ['123456', '"20"00-000', '20123-456'],
    ['4025550134', '(000) 000-0000', '(402) 555-0134'],
    ['12345678', '00000-0000', '01234-5678'],
    ['12', '0" people"', '12'],
  ])('%s is shown with the zeros and the texts of its format %s', (kept, format, text) => {
    expect(read(kept, format)).toBe(text);
  });

  it('is rejected where the workbook has lost digits', () => {
    expect([read('1000000000000000'), read('1.2345678901234567E+19'), read('1E300')]).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('more than 15 digits')),
    );
  });

  it.each(['', ' ', 'NaN', 'Infinity', '1,5', '0x10', '1e', '1e1234', '--1', '1 2', '٣', '1'.repeat(41)])(
    'is not %j',
    (kept) => {
      expect(read(kept)).toBeNull();
    },
  );
});
