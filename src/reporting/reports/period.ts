import { InvalidInput } from '../../platform/http/problems.js';
import { daysOfPeriod, type Day, type DayRange } from '../../platform/time/calendar.js';
import type { PeriodQuery } from './period.request.js';

const maxYears = 200;

/**
 * Returns the requested days. Rejects a request with a period and days, with neither, with one day, or with an invalid
 * period (422).
 */
export function resolveDays({ from, until, period }: PeriodQuery): DayRange {
  if (period !== undefined) {
    if (from === undefined && until === undefined) return daysOfPeriod(period);
    throw InvalidInput.forPath('/period', 'must not be combined with from and until');
  }
  if (from === undefined) throw InvalidInput.forPath('/from', 'is missing: a report needs two days or a period');
  if (until === undefined) throw InvalidInput.forPath('/until', 'is missing: a report needs two days or a period');
  requirePeriod({ from, until });
  return { from, until };
}

/** Rejects an empty period and one of more than 200 years. */
export function requirePeriod({ from, until }: DayRange): void {
  if (until <= from) throw InvalidInput.forPath('/until', 'must be after from: the period ends before that day');
  if (until > addYears(from, maxYears))
    throw InvalidInput.forPath('/until', `makes the period longer than ${maxYears} years`);
}

function addYears(day: Day, years: number): Day {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}
