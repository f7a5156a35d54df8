import { Temporal } from 'temporal-polyfill';
import { addDays, type Day } from '../platform/time/calendar.js';

const starts = new Map<string, number>();

/** Returns the first instant of a day in a zone. */
export function startOfDay(day: Day, zone: string): Date {
  const known = starts.get(day + zone);
  if (known !== undefined) return new Date(known);
  const start = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  starts.set(day + zone, start);
  return new Date(start);
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: Day, zone: string): Date {
  return new Date(startOfDay(addDays(day, 1), zone).getTime() - 1);
}

/** The instant at which that share of the day has passed; a day of a clock change is an hour longer or shorter. */
export function instantOfDay(day: Day, zone: string, share: number): Date {
  const from = startOfDay(day, zone).getTime();
  const until = startOfDay(addDays(day, 1), zone).getTime();
  return new Date(from + Math.floor((until - from) * share));
}
