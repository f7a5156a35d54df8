import { daysOfPeriod, type Day, type Month } from '../../../platform/time/calendar.js';

export function firstDayAfter(month: Month): Day {
  return daysOfPeriod(month).until;
}
