import { describe, expect, it } from '@jest/globals';
import { generalFormat } from './number-format.js';
import { formatSerialTime } from './serial-time.js';

const day = { ...generalFormat, hasDay: true };
const time = { ...generalFormat, hasTime: true };
const both = { ...day, hasTime: true };
const noDay = { fault: 'holds a number that is formatted as a day but is not one' };

describe('a day in a workbook with the 1900 date system', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [366, '1900-12-31'],
    [36_526, '2000-01-01'],
    [36_585, '2000-02-29'],
    [43_160, '2018-03-01'],
    [45_351, '2024-02-29'],
    [2_958_465, '9999-12-31'],
  ])('%i is %s', (serial, text) => {
    expect(formatSerialTime(serial, day, false)).toEqual({ value: text });
  });

  it('is neither 29 February 1900 nor a number without a day', () => {
    expect(formatSerialTime(60, day, false)).toEqual({ fault: 'holds 29 February 1900, which does not exist' });
    expect(formatSerialTime(60.5, both, false)).toHaveProperty('fault');
    for (const serial of [0, 0.5, -1, 2_958_466, 1e14]) expect(formatSerialTime(serial, both, false)).toEqual(noDay);
  });
});

describe('a day in a workbook with the 1904 date system', () => {
  it.each([
    [0, '1904-01-01'],
    [59, '1904-02-29'],
    [60, '1904-03-01'],
    [41_698, '2018-03-01'],
    [2_957_003, '9999-12-31'],
  ])('%i is %s', (serial, text) => {
    expect(formatSerialTime(serial, day, true)).toEqual({ value: text });
  });

  it('is within the valid range', () => {
    for (const serial of [-1, 2_957_004]) expect(formatSerialTime(serial, day, true)).toEqual(noDay);
  });
});

describe('a time in a workbook', () => {
  it('is the fraction, to the millisecond', () => {
    expect(formatSerialTime(43_160.395_833_333_336, both, false)).toEqual({ value: '2018-03-01T09:30:00' });
    expect(formatSerialTime(43_160.999_988_425_93, both, false)).toEqual({ value: '2018-03-01T23:59:59' });
    expect(formatSerialTime(43_160.5 + 0.001 / 86_400, both, false)).toEqual({ value: '2018-03-01T12:00:00.001' });
    expect(formatSerialTime(43_160.999_999_999_99, both, false)).toEqual({ value: '2018-03-02T00:00:00' });
    expect(formatSerialTime(43_160, both, false)).toEqual({ value: '2018-03-01T00:00:00' });
  });

  it('is omitted where only the day is shown, and alone where only the time is', () => {
    expect(formatSerialTime(43_160.4, day, false)).toEqual({ value: '2018-03-01' });
    expect(formatSerialTime(43_160.25, time, false)).toEqual({ value: '06:00:00' });
    expect(formatSerialTime(0.75, time, false)).toEqual({ value: '18:00:00' });
  });

  it.each([4_025_550_182, 9e307, Infinity, -Infinity])('is not the number %d', (serial) => {
    const noTime = { fault: 'holds a number that is formatted as a time but is not one' };

    expect(formatSerialTime(serial, time, false)).toEqual(noTime);
    for (const is1904 of [false, true]) {
      expect(formatSerialTime(serial, day, is1904)).toEqual(noDay);
      expect(formatSerialTime(serial, both, is1904)).toEqual(noDay);
    }
  });
});
