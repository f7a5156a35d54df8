/** Days of a report, with the day after the last one as `until`, as the API takes them. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

/** Period of a report: one that has a name, such as "FY2018-Q3", or days that somebody chose. */
export interface Period extends Days {
  readonly name: string | null;
}

/** Length in months of the named periods: a month, a quarter and a year. The fiscal year begins in October of the year before. */
type Length = 1 | 3 | 12;

const monthsFromOctober = 3;
const msPerDay = 86_400_000;

/** Returns the period of a name, or null for a name that is none. */
export function namedPeriod(name: string): Period | null {
  const [, year, quarter] = /^FY(\d{4})(?:-Q([1-4]))?$/.exec(name) ?? [];
  if (year !== undefined) {
    const start = Number(year) * 12 - monthsFromOctober;
    return quarter === undefined ? monthsFrom(start, 12) : monthsFrom(start + (Number(quarter) - 1) * 3, 3);
  }
  const [, calendarYear, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name) ?? [];
  return calendarYear === undefined ? null : monthsFrom(Number(calendarYear) * 12 + Number(month) - 1, 1);
}

/** Returns the period between two days, both of which are in it, or null where it is none. */
export function chosenPeriod(first: string, last: string): Period | null {
  if (!isDay(first) || !isDay(last) || last < first) return null;
  return { name: null, from: first, until: shiftDays(last, 1) };
}

/** Returns the last day of a period. */
export function lastDayOf({ until }: Days): string {
  return shiftDays(until, -1);
}

/** Returns the same days of the year before. */
export function yearBefore(period: Period): Period {
  if (period.name !== null) return shiftMonths(period, -12);
  return { name: null, from: shiftYear(period.from), until: shiftYear(period.until) };
}

/** Returns the days before a period, as many as it has: of a named one those of the name before. */
export function periodBefore(period: Period): Period {
  if (period.name !== null) return shiftMonths(period, -monthsIn(period));
  const days = Math.round((Date.parse(period.until) - Date.parse(period.from)) / msPerDay);
  return { name: null, from: shiftDays(period.from, -days), until: period.from };
}

/** Returns the newest names of periods of a length, of which the first contains the day. */
export function latestNames(day: string, length: Length, count: number): readonly string[] {
  const month = monthNumber(day);
  const start = month - ((month + monthsFromOctober) % length);
  return Array.from({ length: count }, (_, index) => nameOf(start - index * length, length));
}

/** Returns the months of a period, each with its days in the period. */
export function monthsOf({ from, until }: Days): readonly Days[] {
  const first = monthNumber(from);
  const last = monthNumber(shiftDays(until, -1));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const month = monthsFrom(first + index, 1);
    return { from: month.from < from ? from : month.from, until: month.until > until ? until : month.until };
  });
}

/** Returns the days of a period in words, such as "Apr 1 – Jun 30, 2018". */
export function formatDays(days: Days, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return format.formatRange(new Date(days.from), new Date(lastDayOf(days)));
}

/** Returns the short name of a period: that of the fiscal year or quarter, the month, or its days. */
export function formatPeriod(period: Period, locale: string): string {
  if (period.name === null) return formatDays(period, locale);
  return period.name.startsWith('FY') ? period.name.replace('-', ' ') : formatMonth(period.from, locale);
}

/** Returns a period as a choice of a list: a quarter also has its months, such as "FY2018 Q3, Apr – Jun". */
export function formatChoice(period: Period, locale: string): string {
  const short = formatPeriod(period, locale);
  if (period.name === null || monthsIn(period) !== 3) return short;
  const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  return `${short}, ${format.formatRange(new Date(period.from), new Date(lastDayOf(period)))}`;
}

/** Returns a month in words, such as "April 2018". */
export function formatMonth(day: string, locale: string): string {
  return new Date(day).toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** Whether a text is a day of the calendar. JavaScript takes February 30 for a day of March. */
export function isDay(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** Number of a month: twelve times its year, and the month from 0. */
function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function firstDayOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

function monthsFrom(start: number, length: Length): Period {
  return { name: nameOf(start, length), from: firstDayOf(start), until: firstDayOf(start + length) };
}

function nameOf(start: number, length: Length): string {
  if (length === 1) return firstDayOf(start).slice(0, 7);
  const fiscal = start + monthsFromOctober;
  const year = `FY${String(Math.floor(fiscal / 12)).padStart(4, '0')}`;
  return length === 12 ? year : `${year}-Q${(fiscal % 12) / 3 + 1}`;
}

function monthsIn({ from, until }: Days): Length {
  return (monthNumber(until) - monthNumber(from)) as Length;
}

function shiftMonths(period: Period, months: number): Period {
  return monthsFrom(monthNumber(period.from) + months, monthsIn(period));
}

function shiftDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * msPerDay).toISOString().slice(0, 10);
}

function shiftYear(day: string): string {
  const shifted = new Date(day);
  shifted.setUTCFullYear(shifted.getUTCFullYear() - 1);
  return shifted.toISOString().slice(0, 10);
}
