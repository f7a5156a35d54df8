import { Temporal } from 'temporal-polyfill';

/** A calendar day, `YYYY-MM-DD`: what an event is filed under where its task force is. Text order is time order. */
export type Day = string;

/** A calendar month, `YYYY-MM`. */
export type Month = string;

/** A period of the federal calendar by its name: a fiscal year `FY2018`, a quarter of one `FY2018-Q2`, or a month `2018-03`. */
export type PeriodName = string;

/** Days from the first to, but not including, the second, so that neighbouring ranges neither overlap nor miss a day. */
export interface DayRange {
  readonly from: Day;
  readonly until: Day;
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;
const fiscalPattern = /^FY(\d{4})(?:-Q([1-4]))?$/;
const firstYear = 1900;
const lastYear = 2199;

/** Whether it is a day of the calendar between 1900 and 2199: 30 February and the year 0 are not. */
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

/** Whether it is a month between 1900-01 and 2199-12. */
export function isMonth(value: unknown): value is Month {
  return typeof value === 'string' && monthPattern.test(value) && isDay(`${value}-01`);
}

/** Whether it names a fiscal year, a quarter of one or a month, all of whose days are days. */
export function isPeriodName(value: unknown): value is PeriodName {
  if (typeof value !== 'string') return false;
  const [, year] = fiscalPattern.exec(value) ?? [];
  if (year === undefined) return isMonth(value);
  if (Number(year) < firstYear) return false;
  const { from, until } = daysOfPeriod(value);
  return isDay(from) && isDay(until);
}

/** Whether it is a time zone a task force can be in: an IANA name, not an offset, not an abbreviation. */
export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** Returns the day it is in that zone at that instant. */
export function dayOf(instant: Date, zone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Returns the day that many days later, or earlier when negative. Days are counted on the calendar: no clock change matters. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Returns how many days lie in the range; negative when it runs backwards. */
export function daysBetween({ from, until }: DayRange): number {
  return Temporal.PlainDate.from(from).until(until).days;
}

/** Whether the day lies in the range: its end does not. */
export function isWithin(day: Day, { from, until }: DayRange): boolean {
  return from <= day && day < until;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** Returns the month that many months later, or earlier when negative. */
export function addMonths(month: Month, months: number): Month {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

/** The days of a month. */
export function daysOfMonth(month: Month): DayRange {
  return { from: `${month}-01`, until: `${addMonths(month, 1)}-01` };
}

/** The months a range touches, in order, the cut ones at its edges too. */
export function monthsOf({ from, until }: DayRange): readonly Month[] {
  const months: Month[] = [];
  if (from >= until) return months;
  const last = monthOf(addDays(until, -1));
  for (let month = monthOf(from); month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The federal fiscal year a day falls in: the year that begins on 1 October is named after the one it ends in. */
export function fiscalYearOf(day: Day): number {
  return Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0);
}

/** The days of a federal fiscal year: 1 October to 30 September. */
export function daysOfFiscalYear(year: number): DayRange {
  return { from: `${year - 1}-10-01`, until: `${year}-10-01` };
}

/** The days of one of its quarters: the first is October to December. */
export function daysOfFiscalQuarter(year: number, quarter: number): DayRange {
  const first = addMonths(`${year - 1}-10`, 3 * (quarter - 1));
  return { from: `${first}-01`, until: `${addMonths(first, 3)}-01` };
}

/** The days of a period by its name. */
export function daysOfPeriod(name: PeriodName): DayRange {
  const [, year, quarter] = fiscalPattern.exec(name) ?? [];
  if (year === undefined) return daysOfMonth(name);
  return quarter === undefined ? daysOfFiscalYear(Number(year)) : daysOfFiscalQuarter(Number(year), Number(quarter));
}
