import { InvalidInput } from '../platform/http/problems.js';
import { daysOfPeriod, type Day, type DayRange } from '../platform/time/calendar.js';
import type { PeriodQuery } from './period.contract.js';

const mostYears = 200;

/** The days that are asked for, 422 where they are named twice, by half or not at all, or are none that a report can have. */
export function daysOf({ from, until, period }: PeriodQuery): DayRange {
  if (period !== undefined) {
    if (from === undefined && until === undefined) return daysOfPeriod(period);
    throw InvalidInput.at('/period', 'stands in place of from and until, not beside them');
  }
  if (from === undefined) throw InvalidInput.at('/from', 'is missing: a report is of two days, or of a period');
  if (until === undefined) throw InvalidInput.at('/until', 'is missing: a report is of two days, or of a period');
  requirePeriod({ from, until });
  return { from, until };
}

/** A period has a day in it and is no longer than anybody can mean: 200 years. */
export function requirePeriod({ from, until }: DayRange): void {
  if (until <= from)
    throw InvalidInput.at('/until', 'has to lie after from: the period runs up to that day, without it');
  if (until > yearsAfter(from, mostYears))
    throw InvalidInput.at('/until', `makes the period longer than ${mostYears} years`);
}

function yearsAfter(day: Day, years: number): Day {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}
