import { Temporal } from 'temporal-polyfill';

/** Calendar day, `YYYY-MM-DD`, local to its task force. Text order is time order. */
export type Day = string;

export type Month = string;

/** Name of a federal period: a fiscal year `FY2018`, a quarter `FY2018-Q2`, or a month `2018-03`. */
export type PeriodName = string;

/** Half-open range of days, so that adjacent ranges neither overlap nor leave a gap. */
export interface DayRange {
  readonly from: Day;
  readonly until: Day;
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;
const fiscalPattern = /^FY(\d{4})(?:-Q([1-4]))?$/;
const firstYear = 1900;
const lastYear = 2199;

/** Whether the value is a valid calendar day between 1900 and 2199. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string') return false;
  const match = dayPattern.exec(value);
  if (!match) return false;
  const year = Number(match[1]);
  if (year < firstYear || year > lastYear) return false;
  try {
    Temporal.PlainDate.from(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether the value is a month from 1900-01 to 2199-12. */
export function isMonth(value: unknown): value is Month {
  return typeof value === 'string' && monthPattern.test(value) && isDay(`${value}-01`);
}

/** Whether the value names a fiscal year, a quarter or a month within the valid days. */
export function isPeriodName(value: unknown): value is PeriodName {
  if (typeof value !== 'string') return false;
  const [, year] = fiscalPattern.exec(value) ?? [];
  if (year === undefined) return isMonth(value);
  if (Number(year) < firstYear) return false;
  const { from, until } = daysOfPeriod(value);
  return isDay(from) && isDay(until);
}

/** Whether the value is a supported IANA time zone. Offsets and abbreviations are not. */
export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** Returns the local day of an instant in a zone. */
export function dayOf(instant: Date, zone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Returns the local hour of an instant in a zone, 0 to 23. */
export function hourOf(instant: Date, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).hour;
}

/** Adds a number of days, which may be negative. Clock changes have no effect. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Returns the number of days in the range; negative for a reversed one. */
export function daysBetween({ from, until }: DayRange): number {
  return Temporal.PlainDate.from(from).until(until).days;
}

/** Whether the day is in the half-open range. */
export function isWithin(day: Day, { from, until }: DayRange): boolean {
  return from <= day && day < until;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** Adds a number of months, which may be negative. */
export function addMonths(month: Month, months: number): Month {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

export function daysOfMonth(month: Month): DayRange {
  return { from: `${month}-01`, until: `${addMonths(month, 1)}-01` };
}

/** Returns the months that a range touches, in order, including partial ones. */
export function monthsOf({ from, until }: DayRange): readonly Month[] {
  const months: Month[] = [];
  if (from >= until) return months;
  const last = monthOf(addDays(until, -1));
  for (let month = monthOf(from); month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/**
 * Returns the federal fiscal year of a day. It begins on 1 October and has the number of the year in which it ends.
 */
export function fiscalYearOf(day: Day): number {
  return Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0);
}

/** Returns the days of a federal fiscal year: 1 October to 30 September. */
export function daysOfFiscalYear(year: number): DayRange {
  return { from: `${year - 1}-10-01`, until: `${year}-10-01` };
}

/** Returns the days of a fiscal quarter. The first is October to December. */
export function daysOfFiscalQuarter(year: number, quarter: number): DayRange {
  const first = addMonths(`${year - 1}-10`, 3 * (quarter - 1));
  return { from: `${first}-01`, until: `${addMonths(first, 3)}-01` };
}

export function daysOfPeriod(name: PeriodName): DayRange {
  const [, year, quarter] = fiscalPattern.exec(name) ?? [];
  if (year === undefined) return daysOfMonth(name);
  return quarter === undefined ? daysOfFiscalYear(Number(year)) : daysOfFiscalQuarter(Number(year), Number(quarter));
}
