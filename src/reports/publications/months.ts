import { daysOfPeriod, type Day, type Month } from '../../platform/time/calendar.js';

/** Returns the first day after a month. */
export function firstDayAfter(month: Month): Day {
  return daysOfPeriod(month).until;
}
