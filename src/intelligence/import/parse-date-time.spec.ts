import { describe, expect, it } from '@jest/globals';
import { parseLocalDay, parseLocalInstant, parseLocalInstantOrNoon } from './parse-date-time.js';

const zone = 'America/Chicago';
const twice = expect.stringContaining('stood on the clock twice') as unknown;

describe('an instant or a day in a file', () => {
  it.each([
    ['2018-03-01 09:30', { value: '2018-03-01T09:30:00-06:00' }],
    ['3/1/2018', { value: '2018-03-01T12:00:00-06:00', isDayAlone: true }],
    ['2018-03-11', { value: '2018-03-11T12:00:00-05:00', isDayAlone: true }],
    ['3/1/18', { fault: expect.stringContaining('has a year of two digits') }],
  ])('is %s', (cell, parsed) => {
    expect(parseLocalInstantOrNoon(cell, zone)).toEqual(parsed);
  });
});

describe('an instant in a file', () => {
  it.each([
    ['2018-03-01T09:30:00-06:00', '2018-03-01T09:30:00-06:00'],
    ['2018-03-01T15:30:00Z', '2018-03-01T15:30:00Z'],
    ['2018-03-01 09:30', '2018-03-01T09:30:00-06:00'],
    ['2018-03-01T09:30:00', '2018-03-01T09:30:00-06:00'],
    ['2018-03-01 09:30:15.250', '2018-03-01T09:30:15.250-06:00'],
    ['2018-03-01T09:30:00.0000000', '2018-03-01T09:30:00-06:00'],
    ['2018-07-01 09:30', '2018-07-01T09:30:00-05:00'],
    ['3/1/2018 9:30 AM', '2018-03-01T09:30:00-06:00'],
    ['3/1/2018, 9:30:05\u202FPM', '2018-03-01T21:30:05-06:00'],
    ['03/01/2018 21:30', '2018-03-01T21:30:00-06:00'],
    ['3/1/2018 12:00 AM', '2018-03-01T00:00:00-06:00'],
    ['3/1/2018 12:00 p.m.', '2018-03-01T12:00:00-06:00'],
    ['2/29/2024 1:00pm', '2024-02-29T13:00:00-06:00'],
    ['2018-11-04T01:30:00-05:00', '2018-11-04T01:30:00-05:00'],
  ])('%s is %s', (cell, value) => {
    expect(parseLocalInstant(cell, zone)).toEqual({ value });
  });

  it.each(['2018-03-11 02:30', '3/11/2018 2:00 AM', '2018-11-04 01:30', '11/4/2018 1:00 AM'])(
    'is rejected as %s, which occurs twice or not at all',
    (cell) => {
      expect(parseLocalInstant(cell, zone)).toEqual({ fault: twice });
    },
  );

  it.each(['2018-03-01', '3/1/2018', '03/01/2018'])('is rejected as %s, without a time', (cell) => {
    expect(parseLocalInstant(cell, zone)).toEqual({ fault: 'must also have a time of day, such as 2018-03-01 09:30' });
  });

  it.each([
    ...['13/3/2018 9:30', '2/29/2018 9:30', '2018-02-30 09:30', '0/1/2018 9:30', '1899-12-31 09:30'],
    ...['2018-03-01 24:00', '2018-03-01 09:60', '2018-03-01 13:00 PM', '2018-03-01 0:30 AM', '2018-03-01 09:30 CST'],
    ...[
      '2018-03-01T09:30-06',
      '2018-03-01  09:30',
      '2018-03-01 ',
      '1.3.2018 9:30',
      '3-1-2018 9:30',
      '43160.4',
      'now',
      '',
    ],
    ...['2018-03-01 09:30\n', '٢٠١٨-٠٣-٠١ 09:30', `2018-03-01 ${'0'.repeat(100)}`],
  ])('is rejected as %j', (cell) => {
    expect(parseLocalInstant(cell, zone)).toEqual({
      fault: expect.stringContaining('must be a day and a time') as unknown,
    });
  });
});

it.each(['3/1/18', '3/1/18 9:30', '12/31/99 9:30 AM'])('a year of two digits has no century: %s', (cell) => {
  const fault = { fault: 'has a year of two digits: enter all four, as in 3/1/2018' };

  expect([parseLocalInstant(cell, zone), parseLocalDay(cell)]).toEqual([fault, fault]);
});

describe('a day in a file', () => {
  it.each([
    ['2018-03-01', '2018-03-01'],
    ['3/1/2018', '2018-03-01'],
    ['03/01/2018', '2018-03-01'],
    ['12/31/2018', '2018-12-31'],
    ['2/29/2024', '2024-02-29'],
    ['2018-03-01 00:00:00', '2018-03-01'],
    ['2018-03-01T00:00:00.000', '2018-03-01'],
    ['3/1/2018 12:00:00 AM', '2018-03-01'],
  ])('%s is %s', (cell, value) => {
    expect(parseLocalDay(cell)).toEqual({ value });
  });

  it.each(['2018-03-01 09:30', '3/1/2018 12:00 PM', '2018-03-01 nonsense', '2018-03-01T00:00:00Z'])(
    'is rejected as %s, which contains more',
    (cell) => {
      expect(parseLocalDay(cell)).toEqual({ fault: 'must be a day without a time' });
    },
  );

  it.each(['31/12/2018', '2/29/2018', '2/29/1900', '2018-3-1', '2018/03/01', '1/1/2200', 'yesterday', ''])(
    'is rejected as %j',
    (cell) => {
      expect(parseLocalDay(cell)).toEqual({ fault: expect.stringContaining('must be a day such as') as unknown });
    },
  );
});
