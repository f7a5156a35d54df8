import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  daysOfFiscalYear,
  daysOfPeriod,
  daysOfMonth,
  fiscalYearOf,
  isDay,
  isMonth,
  isPeriodName,
  isWithin,
  isZone,
  monthOf,
  monthsOf,
} from './calendar.js';

const at = (instant: string): Date => new Date(instant);

describe('a calendar day', () => {
  it.each(['2018-03-01', '1900-01-01', '2199-12-31', '2000-02-29', '2024-02-29'])('is %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    '2018-02-30',
    '2018-02-29',
    '1900-02-29',
    '2018-13-01',
    '2018-00-10',
    '2018-04-31',
    '2018-04-00',
    '1899-12-31',
    '2200-01-01',
    '0000-01-01',
    '2018-3-1',
    '2018-03-01T00:00:00Z',
    ' 2018-03-01',
    '2018-03-01\n',
    '20180301',
    '٢٠١٨-٠٣-٠١',
    '',
    null,
    undefined,
    20180301,
    ['2018-03-01'],
  ])('is not %j', (value) => {
    expect(isDay(value)).toBe(false);
  });

  it('is that of the time zone of the task force', () => {
    const instant = at('2018-03-01T05:30:00Z');

    expect(dayOf(instant, 'America/Chicago')).toBe('2018-02-28');
    expect(dayOf(instant, 'America/New_York')).toBe('2018-03-01');
    expect(dayOf(instant, 'Pacific/Honolulu')).toBe('2018-02-28');
    expect(dayOf(instant, 'Pacific/Guam')).toBe('2018-03-01');
  });

  it('has three dates at once across time zones', () => {
    const instant = at('2018-06-10T10:30:00Z');

    expect(dayOf(instant, 'Pacific/Pago_Pago')).toBe('2018-06-09');
    expect(dayOf(instant, 'UTC')).toBe('2018-06-10');
    expect(dayOf(instant, 'Pacific/Kiritimati')).toBe('2018-06-11');
  });

  it('begins and ends in local time when clocks go forward', () => {
    expect(dayOf(at('2018-03-11T05:59:59.999Z'), 'America/Chicago')).toBe('2018-03-10');
    expect(dayOf(at('2018-03-11T06:00:00Z'), 'America/Chicago')).toBe('2018-03-11');
    expect(dayOf(at('2018-03-12T04:59:59.999Z'), 'America/Chicago')).toBe('2018-03-11');
    expect(dayOf(at('2018-03-12T05:00:00Z'), 'America/Chicago')).toBe('2018-03-12');
  });

  it('begins and ends in local time when clocks go back', () => {
    expect(dayOf(at('2018-11-04T04:59:59.999Z'), 'America/Chicago')).toBe('2018-11-03');
    expect(dayOf(at('2018-11-04T05:00:00Z'), 'America/Chicago')).toBe('2018-11-04');
    expect(dayOf(at('2018-11-05T05:59:59.999Z'), 'America/Chicago')).toBe('2018-11-04');
    expect(dayOf(at('2018-11-05T06:00:00Z'), 'America/Chicago')).toBe('2018-11-05');
  });

  it('follows summer time in the southern hemisphere', () => {
    expect(dayOf(at('2018-01-14T13:00:00Z'), 'Australia/Sydney')).toBe('2018-01-15');
    expect(dayOf(at('2018-07-14T13:59:59Z'), 'Australia/Sydney')).toBe('2018-07-14');
    expect(dayOf(at('2018-07-14T14:00:00Z'), 'Australia/Sydney')).toBe('2018-07-15');
  });

  it('may lack its midnight, and a zone may skip a day', () => {
    expect(dayOf(at('2018-11-04T02:59:59Z'), 'America/Sao_Paulo')).toBe('2018-11-03');
    expect(dayOf(at('2018-11-04T03:00:00Z'), 'America/Sao_Paulo')).toBe('2018-11-04');
    expect(dayOf(at('2011-12-30T09:59:59Z'), 'Pacific/Apia')).toBe('2011-12-29');
    expect(dayOf(at('2011-12-30T10:00:00Z'), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('is added to by the calendar', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2018-01-01', -1)).toBe('2017-12-31');
    expect(addDays('2018-03-10', 2)).toBe('2018-03-12');
    expect(daysBetween({ from: '2018-03-01', until: '2018-06-01' })).toBe(92);
    expect(daysBetween({ from: '2018-06-01', until: '2018-03-01' })).toBe(-92);
  });

  it('is in a range that includes its first day and excludes its last', () => {
    const spring = { from: '2018-03-01', until: '2018-06-01' };

    expect(isWithin('2018-02-28', spring)).toBe(false);
    expect(isWithin('2018-03-01', spring)).toBe(true);
    expect(isWithin('2018-05-31', spring)).toBe(true);
    expect(isWithin('2018-06-01', spring)).toBe(false);
  });
});

describe('a month', () => {
  it('is recognized', () => {
    expect(['2018-01', '2018-12'].every(isMonth)).toBe(true);
    expect(['2018-00', '2018-13', '2018-1', '2018-01-01', '1899-12', '', null].some(isMonth)).toBe(false);
  });

  it('is added to across years', () => {
    expect(addMonths('2018-12', 1)).toBe('2019-01');
    expect(addMonths('2018-01', -1)).toBe('2017-12');
    expect(addMonths('2018-05', 26)).toBe('2020-07');
    expect(addMonths('2018-05', 0)).toBe('2018-05');
  });

  it('has its first day and the first of the next month', () => {
    expect(daysOfMonth('2024-02')).toEqual({ from: '2024-02-01', until: '2024-03-01' });
    expect(daysOfMonth('2018-12')).toEqual({ from: '2018-12-01', until: '2019-01-01' });
    expect(monthOf('2018-12-31')).toBe('2018-12');
  });

  it('overlaps a range that contains one of its days', () => {
    expect(monthsOf({ from: '2018-01-31', until: '2018-03-01' })).toEqual(['2018-01', '2018-02']);
    expect(monthsOf({ from: '2018-01-31', until: '2018-03-02' })).toEqual(['2018-01', '2018-02', '2018-03']);
    expect(monthsOf({ from: '2018-03-01', until: '2018-03-01' })).toEqual([]);
    expect(monthsOf({ from: '2018-12-31', until: '2019-01-01' })).toEqual(['2018-12']);
  });
});

describe('a named period', () => {
  it('is a fiscal year, a quarter of one, or a month', () => {
    expect(daysOfPeriod('FY2018')).toEqual({ from: '2017-10-01', until: '2018-10-01' });
    expect(daysOfPeriod('FY2018-Q1')).toEqual({ from: '2017-10-01', until: '2018-01-01' });
    expect(daysOfPeriod('FY2018-Q2')).toEqual({ from: '2018-01-01', until: '2018-04-01' });
    expect(daysOfPeriod('FY2018-Q4')).toEqual({ from: '2018-07-01', until: '2018-10-01' });
    expect(daysOfPeriod('2018-12')).toEqual({ from: '2018-12-01', until: '2019-01-01' });
  });

  it.each(['FY2018', 'FY2018-Q4', '2018-03', 'FY1901', 'FY2199'])('may be %s', (name) => {
    expect(isPeriodName(name)).toBe(true);
  });

  it.each([
    'FY18',
    'FY2018-Q5',
    'FY2018-Q0',
    'fy2018',
    '2018',
    '2018-13',
    '2018-Q1',
    'FY1899',
    'FY2200',
    'FY0000-Q1',
    'FY0001',
    'FY0999-Q4',
    'FY9999-Q4',
    '0000-01',
    '',
    2018,
    null,
  ])('may not be %j', (name) => {
    expect(isPeriodName(name)).toBe(false);
  });
});

describe('a federal fiscal year', () => {
  it('runs from 1 October to 30 September and is named after its end', () => {
    expect(fiscalYearOf('2018-09-30')).toBe(2018);
    expect(fiscalYearOf('2018-10-01')).toBe(2019);
    expect(fiscalYearOf('2019-01-01')).toBe(2019);
    expect(daysOfFiscalYear(2019)).toEqual({ from: '2018-10-01', until: '2019-10-01' });
  });

  it('has neither gaps nor overlaps', () => {
    for (let day = '2015-09-01'; day < '2021-11-01'; day = addDays(day, 1)) {
      expect(isWithin(day, daysOfFiscalYear(fiscalYearOf(day)))).toBe(true);
      expect(isWithin(day, daysOfFiscalYear(fiscalYearOf(day) + 1))).toBe(false);
    }
    expect(daysOfFiscalYear(2019).until).toBe(daysOfFiscalYear(2020).from);
  });
});

describe('a time zone', () => {
  it.each(['America/Chicago', 'America/Indiana/Indianapolis', 'Pacific/Guam', 'America/Port-au-Prince', 'UTC'])(
    'is %s',
    (zone) => {
      expect(isZone(zone)).toBe(true);
    },
  );

  it.each(['America/Nowhere', 'CST', 'CST6CDT', '+05:00', 'GMT+5', 'america/chicago', '', '../UTC', null, 5])(
    'is not %j',
    (value) => {
      expect(isZone(value)).toBe(false);
    },
  );
});
