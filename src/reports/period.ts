import { InvalidInput } from '../platform/http/problems.js';
import type { Day, DayRange } from '../platform/time/calendar.js';

const mostYears = 200;

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
