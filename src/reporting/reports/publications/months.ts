import { daysOfPeriod, type Day, type Month } from '../../../platform/time/calendar.js';

export function getFirstDayAfter(month: Month): Day {
  return daysOfPeriod(month).until;
}
